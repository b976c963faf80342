package io.nightshift.engine.control;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.store.port.StoreException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the store for the move, records what came of it, and wakes the lanes of what became ready. */
final class ControlDesk implements JobControl {

    static final int MOST = 1_000;

    private static final int TRIES = 5;

    private final Steering steering;
    private final JobSearch search;
    private final Trail trail;
    private final Wake wake;
    private final Announcer announcer;

    ControlDesk(Steering steering, JobSearch search, Trail trail, Wake wake, Announcer announcer) {
        this.steering = steering;
        this.search = search;
        this.trail = trail;
        this.wake = wake;
        this.announcer = announcer;
    }

    @Override
    public CancelReply cancel(JobId id, String by) {
        return act(() -> {
            CancelReply reply = steering.store().cancel(id, by);
            if (reply == CancelReply.CANCELLED || reply == CancelReply.REQUESTED) {
                trail.add(by, "job.cancel", id.toString(), reply.name());
            }
            if (reply == CancelReply.CANCELLED) {
                steering.afterwards(List.of(id), () -> {}, this::wake);
            }
            return reply;
        });
    }

    @Override
    public RetryReply retry(JobId id, String by) {
        RetryReply reply = retried(id, by);
        if (reply == RetryReply.RETRIED) {
            wake(List.of(id));
        }
        return reply;
    }

    @Override
    public Map<JobId, CancelReply> cancelAll(Collection<JobId> ids, String by) {
        return each(ids, id -> cancel(id, by));
    }

    @Override
    public Map<JobId, RetryReply> retryAll(Collection<JobId> ids, String by) {
        Map<JobId, RetryReply> replies = each(ids, id -> retried(id, by));
        wake(replies.entrySet().stream()
                .filter(reply -> reply.getValue() == RetryReply.RETRIED)
                .map(Map.Entry::getKey)
                .toList());
        return replies;
    }

    private RetryReply retried(JobId id, String by) {
        boolean ours = !steering.inTransaction();
        return act(() -> {
            RetryReply reply = steering.store().retry(id, by);
            if (reply == RetryReply.RETRIED) {
                trail.add(by, "job.retry", id.toString(), null);
                if (ours) {
                    // Keys that the move left to others are settled after the commit of this very transaction.
                    steering.afterwards(List.of(id), () -> {}, this::wake);
                }
            }
            return reply;
        });
    }

    /** Move and record in one transaction. What the database undid to end a deadlock is done again, unless it is not ours. */
    private <T> T act(Supplier<T> move) {
        boolean ours = !steering.inTransaction();
        for (int tried = 1; ; tried++) {
            try {
                return trail.act(move);
            } catch (StoreException lost) {
                boolean undone = lost.getCause() instanceof SQLException sql && StoreException.undone(sql);
                if (!ours || !undone || tried == TRIES) {
                    throw lost;
                }
            }
        }
    }

    private void wake(List<JobId> retried) {
        if (retried.isEmpty()) {
            return;
        }
        // Asked before the commit of a caller's transaction: after it no other can begin.
        List<String> queues = search.rows(retried).values().stream()
                .map(Row::queue)
                .distinct()
                .toList();
        steering.afterwards(retried, () -> queues.forEach(this::wake), this::wake);
    }

    private void wake(String queue) {
        wake.wake(queue);
        announcer.announce(queue);
    }

    private static <R> Map<JobId, R> each(Collection<JobId> ids, Function<JobId, R> move) {
        Objects.requireNonNull(ids, "ids");
        if (ids.size() > MOST) {
            throw new IllegalArgumentException(
                    "At most " + MOST + " jobs can be steered in one call, these are " + ids.size());
        }
        Map<JobId, R> replies = new LinkedHashMap<>();
        ids.forEach(id -> replies.computeIfAbsent(id, move));
        return replies;
    }
}
