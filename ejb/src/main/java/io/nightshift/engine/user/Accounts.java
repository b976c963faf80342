package io.nightshift.engine.user;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.store.user.UserStore.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may sign in: people with passwords, services with tokens. A CDI bean; every change is recorded in the audit. */
public interface Accounts {

    /** All of them by name. */
    List<User> all();

    /**
     * Makes a user with a secret of its own. Nobody can read the secret again.
     *
     * @param name 1 to 100 characters of {@code a-z A-Z 0-9 . _ - @}
     * @param service whether a token (checked in microseconds, for programs) or a password (for people) is made
     * @return the secret, or nothing if the name is taken
     * @throws InvalidJobException if the name or a role is wrong
     */
    Optional<String> make(String name, boolean service, Set<String> roles, String by);

    /** Makes a new secret; the old one no longer works within seconds. Nothing if there is no such user. */
    Optional<String> renew(String name, String by);

    /**
     * Removes a user; false if there is none.
     *
     * @throws InvalidJobException if they would remove themselves: somebody has to stay
     */
    boolean remove(String name, String by);
}
