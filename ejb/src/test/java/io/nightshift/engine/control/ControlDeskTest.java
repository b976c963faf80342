package io.nightshift.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.audit.AuditTrail;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.store.port.JobStore;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlDeskTest {

    private final JobId first = new JobId(UUID.randomUUID());
    private final JobId second = new JobId(UUID.randomUUID());
    private final Map<JobId, Object> replies = new HashMap<>();
    private final List<String> audit = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Synchronization> completions = new ArrayList<>();
    private int status = Status.STATUS_NO_TRANSACTION;
    private final ControlDesk desk = new ControlDesk(
            new Steering(
                    store("own"),
                    store("joined"),
                    MemoryStores.proxy(TransactionSynchronizationRegistry.class, this::registry)),
            MemoryStores.proxy(JobSearch.class, (method, args) -> rows((Collection<?>) args[0])),
            new AuditTrail(MemoryStores.proxy(AuditStore.class, (method, args) -> {
                audit.add(args[0] + " " + args[1] + " " + args[2]);
                return null;
            })),
            woken::add,
            queue -> {});

    private JobStore store(String name) {
        return MemoryStores.proxy(JobStore.class, (method, args) -> {
            asked.add(name + " " + method);
            return method.equals("settle") ? Set.of("keyed") : Objects.requireNonNull(replies.get((JobId) args[0]));
        });
    }

    private @Nullable Object registry(String method, Object[] args) {
        if (method.equals("getTransactionStatus")) {
            return status;
        }
        completions.add((Synchronization) args[0]);
        return null;
    }

    private static Map<JobId, Row> rows(Collection<?> ids) {
        Map<JobId, Row> rows = new HashMap<>();
        for (Object id : ids) {
            rows.put((JobId) id, row((JobId) id));
        }
        return rows;
    }

    private static Row row(JobId id) {
        return new Row(
                id,
                "a.b",
                "documents",
                5,
                JobState.READY,
                1,
                5,
                List.of(),
                null,
                "ann",
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void movesInTheCallersTransactionAndWakesAfterItsCommit() {
        status = Status.STATUS_ACTIVE;
        replies.put(first, CancelReply.CANCELLED);
        replies.put(second, RetryReply.RETRIED);

        desk.cancel(first, "ann");
        desk.retry(second, "ann");
        assertThat(asked).containsExactly("joined cancel", "joined retry");
        assertThat(woken).isEmpty();

        completions.forEach(completion -> completion.afterCompletion(Status.STATUS_COMMITTED));
        assertThat(asked).endsWith("own settle", "own settle");
        assertThat(woken).containsExactly("keyed", "keyed", "documents");
    }

    @Test
    void followsNothingThatWasRolledBack() {
        status = Status.STATUS_ACTIVE;
        replies.put(first, RetryReply.RETRIED);

        desk.retry(first, "ann");
        completions.forEach(completion -> completion.afterCompletion(Status.STATUS_ROLLEDBACK));

        assertThat(asked).containsExactly("joined retry");
        assertThat(woken).isEmpty();
    }

    @Test
    void recordsOnlyWhatHappened() {
        replies.put(first, CancelReply.REQUESTED);
        replies.put(second, CancelReply.ENDED);

        assertThat(desk.cancelAll(List.of(first, second), "ann"))
                .containsEntry(first, CancelReply.REQUESTED)
                .containsEntry(second, CancelReply.ENDED);
        assertThat(audit).containsExactly("ann job.cancel " + first);
    }

    @Test
    void wakesTheQueuesOfRetriedJobsOnce() {
        replies.put(first, RetryReply.RETRIED);
        replies.put(second, RetryReply.RETRIED);

        desk.retryAll(List.of(first, second, first), "ann");

        assertThat(woken).containsExactly("documents");
        assertThat(audit).containsExactly("ann job.retry " + first, "ann job.retry " + second);
    }

    @Test
    void wakesNobodyWhenNothingWasRetried() {
        replies.put(first, RetryReply.SUCCEEDED);

        assertThat(desk.retry(first, "ann")).isEqualTo(RetryReply.SUCCEEDED);
        assertThat(woken).isEmpty();
        assertThat(audit).isEmpty();
    }

    @Test
    void refusesMoreThanAThousandAtOnce() {
        assertThatThrownBy(() -> desk.cancelAll(Collections.nCopies(1_001, first), "ann"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000");
    }
}
