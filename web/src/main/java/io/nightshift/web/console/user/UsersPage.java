package io.nightshift.web.console.user;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.access.Role;
import io.nightshift.engine.user.Accounts;
import io.nightshift.engine.user.SignIn;
import io.nightshift.store.user.SlowedStore.Slowed;
import io.nightshift.store.user.UserStore.User;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may come in, and who guesses. For administrators only: the sign-in filter lets nobody else see it. */
@Named("usersPage")
@RequestScoped
public class UsersPage {

    private static final List<String> ROLES = List.copyOf(Role.words());

    private final Accounts accounts;
    private final SignIn signIn;
    private final Viewer viewer;
    private @Nullable String name;
    private boolean service;
    private @Nullable String secret;
    private @Nullable String secretOf;

    @Inject
    public UsersPage(Accounts accounts, SignIn signIn, Viewer viewer) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.viewer = viewer;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected UsersPage() {
        this(null, null, null);
    }

    public List<User> getRows() {
        viewer.require(Act.MANAGE_USERS);
        return accounts.all();
    }

    public List<Slowed> getSlowed() {
        viewer.require(Act.MANAGE_USERS);
        return signIn.slowed();
    }

    public List<String> getRoles() {
        return ROLES;
    }

    /** Makes the user in the form. */
    public void make() {
        viewer.require(Act.MANAGE_USERS);
        String wanted = name == null ? "" : name.strip();
        attempt(() -> {
            Optional<String> made = accounts.make(wanted, service, postedRoles(), viewer.getName());
            if (made.isEmpty()) {
                viewer.fail("There is a user " + wanted + " already; nothing was changed");
                return;
            }
            show(wanted, made.get());
            viewer.say("User " + wanted + " is made");
            name = null;
        });
    }

    /** Makes a new secret for the user in the parameter {@code user}. */
    public void renew() {
        viewer.require(Act.MANAGE_USERS);
        String user = Posted.value("user");
        Optional<String> made = accounts.renew(user, viewer.getName());
        if (made.isPresent()) {
            show(user, made.get());
            viewer.say("User " + user + " has a new secret; the old one no longer works");
        } else {
            viewer.warn("User " + user + " is gone");
        }
    }

    /** Gives the user in the parameter {@code user} the roles that are ticked. */
    public void save() {
        viewer.require(Act.MANAGE_USERS);
        String user = Posted.value("user");
        attempt(() -> tell(
                accounts.roles(user, postedRoles(), viewer.getName()),
                user,
                "has other roles; open sessions that lost one end"));
    }

    /** Lets the user in the parameter {@code user} come in again. */
    public void enable() {
        enabled(true, "may come in again");
    }

    /** Lets the user in the parameter {@code user} no longer come in. */
    public void disable() {
        enabled(false, "is switched off; open sessions end");
    }

    private void enabled(boolean enabled, String words) {
        viewer.require(Act.MANAGE_USERS);
        String user = Posted.value("user");
        attempt(() -> tell(accounts.enabled(user, enabled, viewer.getName()), user, words));
    }

    /** Removes the user in the parameter {@code user}. */
    public void remove() {
        viewer.require(Act.MANAGE_USERS);
        String user = Posted.value("user");
        attempt(() -> tell(accounts.remove(user, viewer.getName()), user, "is removed; open sessions end"));
    }

    /** Lets nobody wait any longer who tries the account in the parameter {@code account}. */
    public void clear() {
        viewer.require(Act.MANAGE_USERS);
        String account = Posted.value("account");
        if (signIn.clear(account, viewer.getName())) {
            viewer.say("Nobody has to wait any longer who tries " + account);
        } else {
            viewer.warn("Nobody had to wait who tried " + account);
        }
    }

    private void attempt(Runnable act) {
        try {
            act.run();
        } catch (InvalidJobException invalid) {
            invalid.violations().forEach(wrong -> viewer.fail(wrong.message()));
        }
    }

    private void tell(boolean done, String user, String words) {
        if (done) {
            viewer.say("User " + user + " " + words);
        } else {
            viewer.warn("User " + user + " is gone");
        }
    }

    private void show(String user, String made) {
        secretOf = user;
        secret = made;
    }

    private static Set<String> postedRoles() {
        return Posted.values("role").collect(Collectors.toSet());
    }

    /** A secret that was made just now, to be seen this once; null else. */
    public @Nullable String getSecret() {
        return secret;
    }

    public @Nullable String getSecretOf() {
        return secretOf;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public boolean isService() {
        return service;
    }

    public void setService(boolean service) {
        this.service = service;
    }
}
