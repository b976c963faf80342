package io.nightshift.store.user;

import java.util.List;
import java.util.Optional;
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

    /** Replaces the roles of a user; false if there is none. */
    boolean roles(String name, Set<String> roles);

    /** Lets a user come in, or not; false if there is none. */
    boolean enabled(String name, boolean enabled);

    /** What a user's secret is checked against, read by one query. */
    Optional<Credentials> credentials(String name);

    /** All users by name. */
    List<User> all();

    /**
     * A user without the secret.
     *
     * @param service whether it signs in with a token
     */
    record User(String name, boolean service, boolean enabled, Set<String> roles) {}

    /**
     * A user with the hash of its secret.
     *
     * @param hash of a token if it is a service, else of a password
     */
    record Credentials(String name, boolean service, boolean enabled, String hash, Set<String> roles) {

        /** Without the hash, which is nobody's to read. */
        @Override
        public String toString() {
            return "Credentials[" + name + "]";
        }
    }
}
