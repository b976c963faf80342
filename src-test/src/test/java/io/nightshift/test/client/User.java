package io.nightshift.test.client;

import java.util.Locale;

/** The users of the tests, one for each role; the name of each is its role. */
public enum User {
    VIEWER,
    OPERATOR,
    ADMIN,
    SUBMITTER;

    public String user() {
        return "test-" + role();
    }

    public String role() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String password() {
        return "only for tests: " + role();
    }
}
