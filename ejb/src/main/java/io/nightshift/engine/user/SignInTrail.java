package io.nightshift.engine.user;

import io.nightshift.engine.audit.Refusals;
import io.nightshift.engine.log.RimLog;
import io.nightshift.engine.user.Throttle.Guess;
import io.nightshift.engine.user.Throttle.Wait;
import io.nightshift.store.audit.AuditStore;
import org.jspecify.annotations.Nullable;

/** Records sign-ins in the audit. A sign-in does not fail because it could not be recorded. */
final class SignInTrail {

    private static final String NOBODY = "anonymous";

    private final AuditStore audit;
    private final Refusals refusals;

    SignInTrail(AuditStore audit, Refusals refusals) {
        this.audit = audit;
        this.refusals = refusals;
    }

    void opened(String name, String address) {
        record(name, "session.open", name, "from " + address);
    }

    void ended(String name, String why) {
        record(name, "session.end", name, why);
    }

    void refused(Guess guess) {
        refusals.refused(NOBODY, "signin.refused", guess.account(), guess.account(), guess.address());
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

    private void record(String who, String action, String target, @Nullable String detail) {
        try {
            audit.add(who, action, target, detail);
        } catch (RuntimeException e) {
            RimLog.LOG.signInNotRecorded(action + " " + target, e);
        }
    }
}
