package io.nightshift.web.rest.request;

import io.nightshift.engine.access.Reach;
import io.nightshift.store.text.TextRule;
import io.nightshift.web.rest.problem.ProblemException;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asks, and why. */
public final class Users {

    private static final int LONGEST_REASON = 500;

    private Users() {}

    /** The name of who asks. */
    public static String name(SecurityContext caller) {
        return Objects.requireNonNull(caller.getUserPrincipal(), "a user; RoleFilter let nobody else through")
                .getName();
    }

    /** Which jobs they see. */
    public static Reach reach(SecurityContext caller) {
        return Reach.of(name(caller), caller::isUserInRole);
    }

    /** Why somebody does something, for others to read. */
    public static @Nullable String reason(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String broken = TextRule.broken(given, LONGEST_REASON);
        if (broken != null) {
            throw ProblemException.invalid("reason", broken);
        }
        return given.strip();
    }
}
