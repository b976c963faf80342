package io.nightshift.store.port;

/**
 * What the jobs of one key have to pass: so many may be ready or running at once, the others are blocked.
 *
 * @param name tells keys of concurrency and of order apart
 * @param most how many hold it at once, at least 1; the latest submission's number counts for all
 */
public record Gate(String name, int most) {

    private static final String CONCURRENCY = "c:";
    private static final String ORDERING = "o:";

    /** At most so many jobs with this key run at once. An attempt's end gives the key free, also before a retry. */
    public static Gate concurrency(String key, int most) {
        return new Gate(CONCURRENCY + key, most);
    }

    /** Jobs with this key run one after the other in the order of submission. A job keeps it until it has ended. */
    public static Gate ordering(String key) {
        return new Gate(ORDERING + key, 1);
    }

    /** Whether it keeps an order. */
    public boolean ordered() {
        return name.startsWith(ORDERING);
    }

    /** The key as callers know it. */
    public String key() {
        return name.substring(2);
    }
}
