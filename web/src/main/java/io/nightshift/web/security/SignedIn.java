package io.nightshift.web.security;

import io.nightshift.engine.user.Account;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a session is of, since when, and when they last did something themselves. */
final class SignedIn {

    private volatile Account account;
    private volatile boolean changing;
    private final long beganAt;
    private volatile long actedAt;

    /**
     * How long a session may last.
     *
     * @param idle without its person doing anything
     * @param longest in all
     */
    record Limits(Duration idle, Duration longest) {}

    SignedIn(Account account, long now) {
        this.account = account;
        this.beganAt = now;
        this.actedAt = now;
    }

    String name() {
        return account.name();
    }

    /** While its own person chooses a new password it is not over because of that. */
    void changing(boolean now) {
        changing = now;
    }

    /** Goes on with the new password. */
    void renew(Account fresh) {
        account = fresh;
    }

    void acted(long now) {
        actedAt = now;
    }

    /** Why it is over by its age; nothing while it is not. */
    Optional<String> over(Limits limits, long now) {
        if (now - beganAt > limits.longest().toNanos()) {
            return Optional.of("it lasted " + limits.longest() + ", the longest");
        }
        if (now - actedAt > limits.idle().toNanos()) {
            return Optional.of("nothing was done for " + limits.idle());
        }
        return Optional.empty();
    }

    /**
     * Why it is over because its user is another than at the sign-in; nothing while it is not.
     *
     * @param now the user as they are; null if they are not, or are switched off
     */
    Optional<String> over(@Nullable Account now) {
        if (now == null) {
            return Optional.of("the user was removed or switched off");
        }
        if (!changing && !now.stamp().equals(account.stamp())) {
            return Optional.of("the secret was changed");
        }
        if (!now.roles().containsAll(account.roles())) {
            return Optional.of("a role was taken");
        }
        return Optional.empty();
    }
}
