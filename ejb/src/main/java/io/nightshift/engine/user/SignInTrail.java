package io.nightshift.engine.user;

import io.nightshift.engine.log.RimLog;
import io.nightshift.engine.user.Throttle.Guess;
import io.nightshift.engine.user.Throttle.Wait;
import io.nightshift.store.audit.AuditStore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records sign-ins in the audit. Of refusals so many a minute: whoever guesses must not fill the table, and the next entry
 * tells how many were left out. A sign-in does not fail because it could not be recorded.
 */
final class SignInTrail {

    private static final String NOBODY = "anonymous";
    private static final int REFUSALS_A_MINUTE = 30;

    private final AuditStore audit;
    private final LongSupplier nanos;
    private long minuteBegan;
    private int recorded;
    private int leftOut;

    SignInTrail(AuditStore audit, LongSupplier nanos) {
        this.audit = audit;
        this.nanos = nanos;
        this.minuteBegan = nanos.getAsLong();
    }

    void opened(String name, String address) {
        record(name, "session.open", name, "from " + address);
    }

    void ended(String name, String why) {
        record(name, "session.end", name, why);
    }

    void refused(Guess guess) {
        int before = turn();
        if (before >= 0) {
            String more = before == 0 ? "" : "; " + before + " refusals before it were not recorded";
            record(NOBODY, "signin.refused", guess.account(), "from " + guess.address() + more);
        }
    }

    void slowed(Wait wait) {
        Guess guess = wait.guess();
        RimLog.LOG.signInSlowed(guess.account(), guess.address(), wait.failures());
        record(
                NOBODY,
                "signin.slowed",
                guess.account(),
                "from " + guess.address() + ": " + wait.failures() + " wrong secrets since " + wait.since());
    }

    void cleared(String account, String by) {
        record(by, "signin.clear", account, null);
    }

    /** How many were left out before this one; negative if this one is left out. */
    private synchronized int turn() {
        long now = nanos.getAsLong();
        if (now - minuteBegan >= TimeUnit.MINUTES.toNanos(1)) {
            minuteBegan = now;
            recorded = 0;
        }
        if (recorded == REFUSALS_A_MINUTE) {
            leftOut++;
            return -1;
        }
        recorded++;
        int before = leftOut;
        leftOut = 0;
        return before;
    }

    private void record(String who, String action, String target, @Nullable String detail) {
        try {
            audit.add(who, action, target, detail);
        } catch (RuntimeException e) {
            RimLog.LOG.signInNotRecorded(action + " " + target, e);
        }
    }
}
