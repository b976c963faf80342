package io.nightshift.store.id;

import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, 12 bits for the order within one, 62 random bits. */
public final class TimeId {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;
    private static final long RANDOM_BITS = -1L >>> 2;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long LAST_MILLI = (1L << 48) - 1;

    private TimeId() {}

    /** A new id for this instant. */
    public static UUID at(Instant instant) {
        // RFC 9562, 6.2, method 3: the fraction keeps ids of one millisecond in order.
        long fraction = (instant.getNano() % NANOS_PER_MILLI) * 4096L / NANOS_PER_MILLI;
        return of(instant.toEpochMilli(), fraction, UUID.randomUUID().getLeastSignificantBits());
    }

    /**
     * The id of these parts.
     *
     * @param millis since 1970, 48 bits
     * @param order within the millisecond, 12 bits
     * @param random of which the last 62 bits are taken
     */
    static UUID of(long millis, long order, long random) {
        return new UUID(millis << 16 | VERSION | order, random & RANDOM_BITS | VARIANT);
    }

    /** The id below all of this instant's millisecond and above all before. */
    public static UUID lowest(Instant instant) {
        return new UUID(Math.max(0, Math.min(LAST_MILLI, millis(instant))) << 16, 0);
    }

    /** The next id in the order of the database, which compares the 128 bits unsigned. */
    public static UUID after(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }

    /** The id before in the order of the database. */
    public static UUID before(UUID id) {
        long low = id.getLeastSignificantBits();
        return new UUID(id.getMostSignificantBits() - (low == 0 ? 1 : 0), low - 1);
    }

    private static long millis(Instant instant) {
        // Instant reaches further than a long of milliseconds.
        return instant.getEpochSecond() > LAST_MILLI / 1000
                ? LAST_MILLI
                : Math.max(0, instant.getEpochSecond()) * 1000 + instant.getNano() / NANOS_PER_MILLI;
    }
}
