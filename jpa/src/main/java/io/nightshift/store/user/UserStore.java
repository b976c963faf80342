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

    /**
     * Adds a service.
     *
     * @param tokenHash SHA-256 in hexadecimal
     * @return false if the name is taken
     */
    boolean addService(String name, String tokenHash, Set<String> roles);

    /** Replaces a password; false if there is no such person. */
    boolean password(String name, String passwordHash);

    /** Replaces a token; false if there is no such service. */
    boolean token(String name, String tokenHash);

    /** Removes a user with its roles; false if there is none. */
    boolean remove(String name);

    /** All users by name. */
    List<User> all();

    /**
     * A user without the secret.
     *
     * @param service whether it signs in with a token
     */
    record User(String name, boolean service, boolean enabled, Set<String> roles) {}
}
