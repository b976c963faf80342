package io.nightshift.engine.user;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.access.Role;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.user.UserStore;
import io.nightshift.store.user.UserStore.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes, renews and removes users on behalf of an administrator. */
final class AccountDesk implements Accounts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    private final UserStore users;
    private final AuditStore audit;
    private final Passwords passwords;
    private final Tokens tokens;
    private final SignIn signIn;

    AccountDesk(UserStore users, AuditStore audit, Passwords passwords, Tokens tokens, SignIn signIn) {
        this.users = users;
        this.audit = audit;
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
        boolean made = service
                ? users.addService(name, tokens.hash(secret), roles)
                : users.add(name, passwords.hash(secret), roles);
        if (!made) {
            return Optional.empty();
        }
        signIn.changed(name);
        audit.add(by, "user.make", name, (service ? "service, " : "person, ") + words(roles));
        return Optional.of(secret);
    }

    @Override
    public Optional<String> renew(String name, String by) {
        Optional<User> user = find(name);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        boolean service = user.get().service();
        String secret = service ? tokens.make() : passwords.make();
        boolean renewed =
                service ? users.token(name, tokens.hash(secret)) : users.password(name, passwords.hash(secret));
        if (!renewed) {
            return Optional.empty();
        }
        signIn.changed(name);
        audit.add(by, "user.renew", name, null);
        return Optional.of(secret);
    }

    @Override
    public boolean remove(String name, String by) {
        if (name.equals(by)) {
            throw refused("name", "You cannot remove yourself; another administrator can");
        }
        if (!users.remove(name)) {
            return false;
        }
        signIn.changed(name);
        audit.add(by, "user.remove", name, null);
        return true;
    }

    @Override
    public boolean roles(String name, Set<String> roles, String by) {
        check(name, roles);
        if (name.equals(by) && !roles.contains(Role.ADMIN.word())) {
            throw refused("roles", "You cannot take the role admin from yourself; another administrator can");
        }
        Optional<User> before = find(name);
        if (before.isEmpty() || !users.roles(name, roles)) {
            return false;
        }
        signIn.changed(name);
        audit.add(by, "user.roles", name, words(before.get().roles()) + " -> " + words(roles));
        return true;
    }

    @Override
    public boolean enabled(String name, boolean enabled, String by) {
        if (name.equals(by)) {
            throw refused("enabled", "You cannot switch yourself off; another administrator can");
        }
        if (!users.enabled(name, enabled)) {
            return false;
        }
        signIn.changed(name);
        audit.add(by, enabled ? "user.enable" : "user.disable", name, null);
        return true;
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
        if (!users.password(name, passwords.hash(wanted))) {
            return new Verdict.Wrong();
        }
        signIn.changed(name);
        audit.add(name, "user.password", name, null);
        return signIn.check(name, wanted, address);
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
