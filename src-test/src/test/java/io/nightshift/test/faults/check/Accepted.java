package io.nightshift.test.faults.check;

import org.jspecify.annotations.Nullable;

/**
 * What a caller was told: it is stored.
 *
 * @param key the idempotency key; of a message that cannot become a job, its JMSMessageID
 * @param id the job's id; null where the way in tells none
 * @param at when the answer came, in milliseconds of this machine's clock
 */
public record Accepted(String key, @Nullable String id, Way way, long at) {

    /** How it came in. */
    public enum Way {
        HTTP,
        JMS,
        /** A message that must become a reject. */
        POISON
    }
}
