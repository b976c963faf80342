package io.nightshift.api.job;

import java.time.Instant;
import java.util.UUID;

/**
 * Names one job for ever: a UUID of version 7 (RFC 9562), so ids sort by the time of submission.
 *
 * @param value the UUID
 */
public record JobId(UUID value) implements Comparable<JobId> {

    /**
     * Reads an id in its usual text form.
     *
     * @param text 36 characters, hexadecimal with hyphens, any case
     * @throws IllegalArgumentException if {@code text} is not a UUID in that form
     */
    public static JobId parse(String text) {
        // UUID.fromString accepts shortened groups ("1-1-1-1-1"), which would let two texts name one job.
        if (text.length() != 36) {
            throw new IllegalArgumentException("A job id has 36 characters such as"
                    + " 0198c0de-0000-7000-8000-000000000000, this one has " + text.length());
        }
        return new JobId(UUID.fromString(text));
    }

    /** When the job was submitted, to the millisecond: the first 48 bits. */
    public Instant time() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    /** Orders as the database does: by the 128 bits, unsigned, which for version 7 is by time of submission. */
    @Override
    public int compareTo(JobId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
