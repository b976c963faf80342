package io.nightshift.web.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asks, and why. */
final class Users {

    private Users() {}

    static String name(SecurityContext caller) {
        return Objects.requireNonNull(caller.getUserPrincipal(), "a user; RoleFilter let nobody else through")
                .getName();
    }

    /** Why somebody does something, for others to read. */
    static @Nullable String reason(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > 500 || given.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("reason", "must be up to 500 characters without control characters");
        }
        return given.strip();
    }
}
