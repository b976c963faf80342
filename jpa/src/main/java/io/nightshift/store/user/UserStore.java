package io.nightshift.store.user;

import java.util.List;
import java.util.Set;

/** The users. Each call is one transaction. */
public interface UserStore {

    /** Tells whether there is any user. */
    boolean empty();

    /**
     * Adds a user.
     *
     * @param passwordHash bcrypt in modular crypt form
     * @return false if the name is taken
     */
    boolean add(String name, String passwordHash, Set<String> roles);

    /** Replaces a password; false if there is no such user. */
    boolean password(String name, String passwordHash);

    /** All users by name. */
    List<User> all();

    /** A user without the password. */
    record User(String name, boolean enabled, Set<String> roles) {}
}
