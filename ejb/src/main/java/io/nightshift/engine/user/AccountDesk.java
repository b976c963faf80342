package io.nightshift.engine.user;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
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

    AccountDesk(UserStore users, AuditStore audit, Passwords passwords, Tokens tokens) {
        this.users = users;
        this.audit = audit;
        this.passwords = passwords;
        this.tokens = tokens;
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
        audit.add(by, "user.make", name, (service ? "service, " : "person, ") + String.join(",", new TreeSet<>(roles)));
        return Optional.of(secret);
    }

    @Override
    public Optional<String> renew(String name, String by) {
        Optional<User> user =
                users.all().stream().filter(known -> known.name().equals(name)).findFirst();
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
        audit.add(by, "user.renew", name, null);
        return Optional.of(secret);
    }

    @Override
    public boolean remove(String name, String by) {
        if (name.equals(by)) {
            throw new InvalidJobException(
                    List.of(new Violation("name", "You cannot remove yourself; another administrator can")));
        }
        if (!users.remove(name)) {
            return false;
        }
        audit.add(by, "user.remove", name, null);
        return true;
    }

    private static void check(String name, Set<String> roles) {
        List<Violation> violations = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            violations.add(new Violation("name", "A user's name has 1 to 100 characters of a-z A-Z 0-9 . _ - @"));
        }
        if (roles.isEmpty() || !FirstUsers.ROLES.containsAll(roles)) {
            violations.add(new Violation("roles", "Give one or more of " + new TreeSet<>(FirstUsers.ROLES)));
        }
        if (!violations.isEmpty()) {
            throw new InvalidJobException(violations);
        }
    }
}
