package io.nightshift.web.rest.request;

import io.nightshift.web.rest.problem.ProblemException;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asks, and why. */
public final class Users {

    private Users() {}

    /** The name of who asks. */
    public static String name(SecurityContext caller) {
        return Objects.requireNonNull(caller.getUserPrincipal(), "a user; RoleFilter let nobody else through")
                .getName();
    }

    /** Why somebody does something, for others to read. */
    public static @Nullable String reason(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > 500 || given.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("reason", "must be up to 500 characters without control characters");
        }
        return given.strip();
    }
}
