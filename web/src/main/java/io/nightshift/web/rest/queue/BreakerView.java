package io.nightshift.web.rest.queue;

import io.nightshift.api.job.JobId;
import io.nightshift.store.type.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A type's breaker: what opens it and how it stands. */
record BreakerView(
        int failurePercent,
        int minimum,
        Duration window,
        Duration pause,
        Breaker.State state,
        @Nullable Instant since,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable UUID probe) {

    static @Nullable BreakerView of(@Nullable Breaker breaker) {
        if (breaker == null) {
            return null;
        }
        Breaker.Rule rule = breaker.rule();
        JobId probe = breaker.probe();
        return new BreakerView(
                rule.failurePercent(),
                rule.minimum(),
                rule.window(),
                rule.pause(),
                breaker.state(),
                breaker.since(),
                breaker.by(),
                breaker.reason(),
                breaker.until(),
                probe == null ? null : probe.value());
    }
}
