package io.nightshift.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.JobClient;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.finish.Completions;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.life.Pulse;
import io.nightshift.engine.outbox.OutboxClient.Writing;
import io.nightshift.engine.submit.Awaiting;
import io.nightshift.store.outbox.OutboxEntry;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OutboxClientTest {

    private final OutboxFixture fixture = new OutboxFixture();
    private final MemoryOutbox outbox = fixture.outbox;
    private final Transactions transactions = new Transactions();
    private final Store store = new Store();
    private final JobTypes types = MemoryStores.proxy(JobTypes.class, (method, args) -> Optional.empty());
    private final Mover patient = fixture.mover(Duration.ofMinutes(1));
    private final OutboxClient client = new OutboxClient(
            patient,
            new Writing(
                    fixture.requests,
                    fixture.ids,
                    fixture.texts,
                    new WaitingEntry(fixture.texts, types),
                    transactions.registry()),
            new OutboxClient.Moved(store, new OutsideTransaction(), new Awaiting(new Completions())),
            () -> "ann");

    @Test
    void answersTheIdOfTheJobToCome() {
        JobId id = client.submit(JobRequest.of("a.b"));
        fixture.mover.moveOnce();

        assertThat(outbox.jobs).containsOnlyKeys(id);
        assertThat(outbox.job(id).submitter()).isEqualTo("ann");
    }

    @Test
    void severalAreWrittenInTheirOrder() {
        List<JobId> ids = client.submitAll(List.of(JobRequest.of("a"), JobRequest.of("b"), JobRequest.of("c")));

        assertThat(ids).isSorted();
        assertThat(outbox.entries.values()).extracting(OutboxEntry::type).containsExactly("a", "b", "c");
        assertThat(outbox.entries.keySet())
                .containsExactlyElementsOf(ids.stream().map(JobId::toString).toList());
    }

    @Test
    void whatBreaksARuleIsToldToTheCallerAndNotWritten() {
        assertThatThrownBy(() -> client.submit(JobRequest.of("unknown"))).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> client.submitAll(List.of(JobRequest.of("a"), JobRequest.of("unknown"))))
                .isInstanceOf(InvalidJobException.class);

        assertThat(outbox.entries).isEmpty();
    }

    /** Before the commit the mover would find nothing, and then sleep. */
    @Test
    @Timeout(20)
    void theMoverIsWokenAfterTheCommitAndOnceOnly() throws InterruptedException {
        transactions.begin();
        client.submit(JobRequest.of("a"));
        client.submit(JobRequest.of("b"));
        assertThat(transactions.synchronizations).hasSize(1);

        transactions.end(Status.STATUS_COMMITTED);

        // Rests a minute if nobody woke it.
        patient.round(Pulse.NONE);
        assertThat(outbox.jobs).hasSize(2);
    }

    @Test
    void findsAnEntryThatWaitsAndTheJobOnceItIsMoved() {
        JobId id =
                client.submit(JobRequest.of("a").withDelay(Duration.ofHours(1)).withTags("x"));

        JobSnapshot waiting = client.find(id).orElseThrow();
        assertThat(waiting.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(waiting.reason()).isEqualTo("Waits in the outbox of its application to be moved");
        assertThat(waiting.dueAt()).isEqualTo(id.time().plus(Duration.ofHours(1)));
        assertThat(waiting.submittedAt()).isEqualTo(id.time());
        assertThat(waiting.tags()).containsExactly("x");

        store.jobs.put(id, waiting);
        outbox.entries.clear();
        assertThat(client.find(id)).contains(waiting);
        assertThat(client.find(fixture.ids.next())).isEmpty();
    }

    /** Between the look at the store and the one at the outbox. */
    @Test
    void findsAJobThatIsMovedWhileItIsLookedFor() {
        JobId id = fixture.ids.next();
        JobSnapshot moved = new WaitingEntry(fixture.texts, types).snapshot(id, fixture.entry(JobRequest.of("a")));
        store.afterFirstLook = () -> store.jobs.put(id, moved);

        assertThat(client.find(id)).contains(moved);
    }

    @Test
    void anEntryThatWillBeRejectedSaysSo() {
        JobId id = fixture.ids.next();
        outbox.write(List.of(new OutboxEntry(id.toString(), "a", "{}", "no", "ann")));

        assertThat(client.find(id).orElseThrow().reason()).contains("will be rejected: options");
    }

    @Test
    void cancelTakesAnEntryBackAndGoesToTheStoreAfterThat() {
        JobId id = client.submit(JobRequest.of("a"));

        assertThat(client.retry(id)).isEqualTo(RetryReply.NOT_ENDED);
        assertThat(client.cancel(id)).isEqualTo(CancelReply.CANCELLED);
        assertThat(outbox.entries).isEmpty();

        store.there = true;
        assertThat(client.cancel(id)).isEqualTo(CancelReply.REQUESTED);
        assertThat(client.retry(id)).isEqualTo(RetryReply.RETRIED);
    }

    /** A mover died between the job and the entry: the job is what counts. */
    @Test
    void anEntryBesideItsJobDecidesNothing() {
        JobId id = client.submit(JobRequest.of("a"));
        store.there = true;

        assertThat(client.retry(id)).isEqualTo(RetryReply.RETRIED);
        assertThat(client.cancel(id)).isEqualTo(CancelReply.REQUESTED);
    }

    @Test
    void waitsFromTheOutboxToTheEnd() throws InterruptedException {
        JobId id = client.submit(JobRequest.of("a"));

        assertThat(client.await(id, Duration.ofMillis(50)).orElseThrow().state())
                .isEqualTo(JobState.SCHEDULED);
    }

    /** The ordinary client. */
    private static final class Store implements JobClient {

        boolean there;

        private final Map<JobId, JobSnapshot> jobs = new HashMap<>();
        private Runnable afterFirstLook = () -> {};

        @Override
        public JobId submit(JobRequest request) {
            throw new UnsupportedOperationException("Nothing goes straight into the store");
        }

        @Override
        public List<JobId> submitAll(List<JobRequest> requests) {
            throw new UnsupportedOperationException("Nothing goes straight into the store");
        }

        @Override
        public Optional<JobSnapshot> find(JobId id) {
            Optional<JobSnapshot> found = Optional.ofNullable(jobs.get(id));
            afterFirstLook.run();
            return found;
        }

        @Override
        public Optional<JobSnapshot> await(JobId id, Duration timeout) {
            throw new UnsupportedOperationException("It does not know of the outbox");
        }

        @Override
        public CancelReply cancel(JobId id) {
            return there ? CancelReply.REQUESTED : CancelReply.NOT_FOUND;
        }

        @Override
        public RetryReply retry(JobId id) {
            return there ? RetryReply.RETRIED : RetryReply.NOT_FOUND;
        }
    }

    /** The caller's transactions, one at a time. */
    private static final class Transactions {

        private final List<Synchronization> synchronizations = new ArrayList<>();
        private final Map<Object, Object> resources = new HashMap<>();
        private int status = Status.STATUS_NO_TRANSACTION;

        void begin() {
            status = Status.STATUS_ACTIVE;
        }

        void end(int outcome) {
            status = Status.STATUS_NO_TRANSACTION;
            synchronizations.forEach(one -> one.afterCompletion(outcome));
        }

        TransactionSynchronizationRegistry registry() {
            return MemoryStores.proxy(TransactionSynchronizationRegistry.class, (method, args) -> switch (method) {
                case "getTransactionStatus" -> status;
                case "getResource" -> resources.get(args[0]);
                case "putResource" -> resources.put(args[0], args[1]);
                case "registerInterposedSynchronization" -> synchronizations.add((Synchronization) args[0]);
                default -> throw new UnsupportedOperationException(method);
            });
        }
    }
}
