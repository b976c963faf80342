package io.nightshift.engine.user;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.access.Role;
import io.nightshift.engine.audit.Trail;
import io.nightshift.store.user.UserStore;
import io.nightshift.store.user.UserStore.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, renews and removes users on behalf of an administrator. */
final class AccountDesk implements Accounts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    private final UserStore users;
    private final Trail trail;
    private final Passwords passwords;
    private final Tokens tokens;
    private final SignIn signIn;

    AccountDesk(UserStore users, Trail trail, Passwords passwords, Tokens tokens, SignIn signIn) {
        this.users = users;
        this.trail = trail;
        this.passwords = passwords;
        this.tokens = tokens;
        this.signIn = signIn;
    }

    @Override
    public List<User> all() {
        return users.all();
    }

    @Override
    public Optional<String> make(String name, boolean service, Set<String> roles, String by) {
        check(name, roles);
        String secret = service ? tokens.make() : passwords.make();
        // Hashed before the transaction begins: it takes a tenth of a second.
        String hash = service ? tokens.hash(secret) : passwords.hash(secret);
        String kind = (service ? "service, " : "person, ") + words(roles);
        boolean made = record(
                "user.make",
                name,
                by,
                kind,
                () -> service ? users.addService(name, hash, roles) : users.add(name, hash, roles));
        return made ? Optional.of(secret) : Optional.empty();
    }

    @Override
    public Optional<String> renew(String name, String by) {
        Optional<User> user = find(name);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        boolean service = user.get().service();
        String secret = service ? tokens.make() : passwords.make();
        String hash = service ? tokens.hash(secret) : passwords.hash(secret);
        boolean renewed = record(
                "user.renew", name, by, null, () -> service ? users.token(name, hash) : users.password(name, hash));
        return renewed ? Optional.of(secret) : Optional.empty();
    }

    @Override
    public boolean remove(String name, String by) {
        if (name.equals(by)) {
            throw refused("name", "You cannot remove yourself; another administrator can");
        }
        return record("user.remove", name, by, null, () -> users.remove(name));
    }

    @Override
    public boolean roles(String name, Set<String> roles, String by) {
        check(name, roles);
        if (name.equals(by) && !roles.contains(Role.ADMIN.word())) {
            throw refused("roles", "You cannot take the role admin from yourself; another administrator can");
        }
        Optional<User> before = find(name);
        return before.isPresent()
                && record(
                        "user.roles",
                        name,
                        by,
                        words(before.get().roles()) + " -> " + words(roles),
                        () -> users.roles(name, roles));
    }

    @Override
    public boolean enabled(String name, boolean enabled, String by) {
        if (name.equals(by)) {
            throw refused("enabled", "You cannot switch yourself off; another administrator can");
        }
        return record(enabled ? "user.enable" : "user.disable", name, by, null, () -> users.enabled(name, enabled));
    }

    @Override
    public Verdict password(String name, String present, String wanted, String address) {
        Verdict verdict = signIn.check(name, present, address);
        if (!(verdict instanceof Verdict.Welcome welcome)) {
            return verdict;
        }
        if (welcome.account().service()) {
            throw refused("password", "A service has a token; an administrator can renew it");
        }
        PasswordRules.check(name, present, wanted);
        String hash = passwords.hash(wanted);
        if (!record("user.password", name, name, null, () -> users.password(name, hash))) {
            return new Verdict.Wrong();
        }
        return signIn.check(name, wanted, address);
    }

    /** Changes a user and records it as one; nodes read the user anew when that is committed. */
    private boolean record(String action, String name, String by, @Nullable String detail, BooleanSupplier change) {
        boolean changed = trail.act(() -> {
            User before = find(name).orElse(null);
            if (!change.getAsBoolean()) {
                return false;
            }
            trail.changed(by, action, name, before, find(name).orElse(null), detail);
            return true;
        });
        if (changed) {
            signIn.changed(name);
        }
        return changed;
    }

    private Optional<User> find(String name) {
        return users.all().stream().filter(known -> known.name().equals(name)).findFirst();
    }

    private static String words(Set<String> roles) {
        return String.join(",", new TreeSet<>(roles));
    }

    private static InvalidJobException refused(String field, String message) {
        return new InvalidJobException(List.of(new Violation(field, message)));
    }

    private static void check(String name, Set<String> roles) {
        List<Violation> violations = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            violations.add(new Violation("name", "A user's name has 1 to 100 characters of a-z A-Z 0-9 . _ - @"));
        }
        if (roles.isEmpty() || !FirstUsers.ROLES.containsAll(roles)) {
            violations.add(new Violation("roles", "Give one or more of " + FirstUsers.ROLES));
        }
        if (!violations.isEmpty()) {
            throw new InvalidJobException(violations);
        }
    }
}
