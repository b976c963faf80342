package io.nightshift.store.ingress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that could not become jobs. Each call is one transaction. */
public interface RejectStore {

    /** Records one; the same message twice is one row. */
    void add(NewReject reject);

    /** A page, newest first; {@code before} is the last id of the page before, null from the newest. */
    List<Reject> page(@Nullable UUID before, int limit);

    /** How many there are, counted up to {@code cap}. */
    int count(int cap);

    /** One reject. */
    Optional<Reject> find(UUID id);

    /** Removes one; false if there was none. */
    boolean delete(UUID id);

    /**
     * Removes old ones.
     *
     * @return how many
     */
    int prune(Duration age, int limit);

    /**
     * A reject to record.
     *
     * @param source the destination it came from
     * @param messageId the broker's id of the message
     * @param reason what is wrong and what would be right; cut at 2,000 characters
     * @param headers the message's headers and properties, a JSON object; cut at 8,000 characters
     * @param bodyHead the first characters of the body, up to 4,000
     * @param bodyBytes size of the body
     */
    record NewReject(String source, String messageId, String reason, String headers, String bodyHead, long bodyBytes) {}

    /** A recorded reject; see {@link NewReject}. */
    record Reject(
            UUID id,
            String source,
            String messageId,
            String reason,
            String headers,
            String bodyHead,
            long bodyBytes,
            Instant rejectedAt) {}
}
