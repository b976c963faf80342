package io.nightshift.engine.submit;

import io.nightshift.store.port.NewJob.Source;

/**
 * Who asks, and by which way.
 *
 * @param name the user, or a name for a system
 * @param source by which way
 * @param keyScope who shares the caller's idempotency keys: empty for keys that callers choose
 */
public record Caller(String name, Source source, String keyScope) {

    /** A caller whose idempotency keys are chosen by callers. */
    public static Caller of(String name, Source source) {
        return new Caller(name, source, "");
    }
}
