package io.nightshift.engine.submit;

import io.nightshift.store.port.NewJob.Source;

/**
 * Who asks, and by which way.
 *
 * @param name the user, or a name for a system
 * @param source by which way
 * @param keyScope who shares the caller's idempotency keys: empty for keys that callers choose
 * @param vouched whether somebody who may has said already that this may be submitted: code of the application, who made the
 *     schedule, the administrator who bound the queue. Else it is asked by the name
 */
public record Caller(String name, Source source, String keyScope, boolean vouched) {

    /** A caller of whom more is not known than their way in: code and schedules are vouched for. */
    public Caller(String name, Source source, String keyScope) {
        this(name, source, keyScope, source == Source.CODE || source == Source.SCHEDULE);
    }

    /** A caller whose idempotency keys are chosen by callers. */
    public static Caller of(String name, Source source) {
        return new Caller(name, source, "");
    }

    /** The same, vouched for. */
    public Caller vouchedFor() {
        return new Caller(name, source, keyScope, true);
    }
}
