package io.nightshift.api.bulk;

import java.util.EnumMap;
import java.util.Map;

/**
 * What an operation has done so far; of a dry run, what it would have done.
 *
 * @param matched jobs that fitted the filter when they were looked for
 * @param done of these, jobs that were acted on
 * @param skipped the others
 * @param reasons how many gave which reply; {@link BulkReply#DONE} is left out
 */
public record BulkTally(long matched, long done, long skipped, Map<BulkReply, Long> reasons) {

    /** At the start. */
    public static final BulkTally NONE = of(Map.of());

    /** Sums up replies. */
    public static BulkTally of(Map<BulkReply, Long> replies) {
        long done = 0;
        long skipped = 0;
        Map<BulkReply, Long> reasons = new EnumMap<>(BulkReply.class);
        for (Map.Entry<BulkReply, Long> reply : replies.entrySet()) {
            if (reply.getKey().acted()) {
                done += reply.getValue();
            } else {
                skipped += reply.getValue();
            }
            if (reply.getKey() != BulkReply.DONE && reply.getValue() > 0) {
                reasons.put(reply.getKey(), reply.getValue());
            }
        }
        return new BulkTally(done + skipped, done, skipped, reasons);
    }

    /** Both together. */
    public BulkTally plus(BulkTally other) {
        Map<BulkReply, Long> sum = new EnumMap<>(BulkReply.class);
        sum.putAll(reasons);
        other.reasons.forEach((reply, count) -> sum.merge(reply, count, Long::sum));
        return new BulkTally(matched + other.matched, done + other.done, skipped + other.skipped, sum);
    }
}
