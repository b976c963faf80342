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
     * Replaces somebody's roles; within seconds they may do what the new ones allow, and open sessions that lost a role end.
     *
     * @return false if there is no such user
     * @throws InvalidJobException if a role is wrong, or if they would take {@code admin} from themselves
     */
    boolean roles(String name, Set<String> roles, String by);

    /**
     * Switches a user off or on; off, it is as if there were no such user, within seconds and with their sessions ended.
     *
     * @return false if there is no such user
     * @throws InvalidJobException if they would switch themselves off
     */
    boolean enabled(String name, boolean enabled, String by);

    /**
     * Lets a person choose a password: 15 characters at least, 72 bytes at most. Their other sessions end.
     *
     * @param present the one that fits now; a wrong one counts as a wrong sign-in
     * @return how they stand with the new password; or why nothing was changed
     * @throws InvalidJobException if the new one is not good enough, or if it is a service
     */
    Verdict password(String name, String present, String wanted, String address);

    /**
     * Removes a user; false if there is none.
     *
     * @throws InvalidJobException if they would remove themselves: somebody has to stay
     */
    boolean remove(String name, String by);
}
