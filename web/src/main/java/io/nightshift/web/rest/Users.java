package io.nightshift.web.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;

/** The name of the user who asks. */
final class Users {

    private Users() {}

    static String name(SecurityContext caller) {
        return Objects.requireNonNull(caller.getUserPrincipal(), "a user; RoleFilter let nobody else through")
                .getName();
    }
}
