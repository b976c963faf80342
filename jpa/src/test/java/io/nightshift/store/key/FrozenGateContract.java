package io.nightshift.store.key;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Gate;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that is frozen with the rows of keys in its hands keeps nobody from anything but these keys. */
@Timeout(30)
abstract class FrozenGateContract extends JobStoreContract {

    private static final Gate GATE = Gate.concurrency("k", 1);
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void attemptsAreWrittenDownAndTheKeyIsGivenOutLater() throws Exception {
        stored(aJob().gate(GATE));
        JobId next = stored(aJob().gate(GATE));
        stored(aJob());
        Claimed claimed = claim(2);
        assertThat(claimed.jobs()).hasSize(2);

        frozen(() -> assertThat(finish(claimed, succeeded())).isEmpty());

        assertThat(places.of(next)).isEqualTo("blocked 1");
        assertThat(store.promote(10)).containsEntry("default", 1);
        assertThat(places.of(next)).isEqualTo("ready 1");
    }

    @Test
    void dueJobsBecomeReadyAndThoseWithTheKeyWait() throws Exception {
        JobId holder = stored(aJob().gate(GATE));
        JobId keyed = stored(aJob().gate(GATE).runAt(Instant.now().plusSeconds(60)));
        JobId plain = stored(aJob().runAt(Instant.now().plusSeconds(60)));
        database.execute("update scheduled set due = current_timestamp");

        frozen(() -> {
            store.promote(10);
            assertThat(places.of(plain)).isEqualTo("ready 1");
            assertThat(places.of(keyed)).isEqualTo("blocked 1");
        });

        assertThat(store.cancel(holder, "ann")).isEqualTo(CancelReply.CANCELLED);
        assertThat(places.of(keyed)).isEqualTo("ready 1");
    }

    @Test
    void whatALostNodeHeldIsTakenBack() throws Exception {
        JobId keyed = stored(aJob().gate(GATE));
        JobId plain = stored(aJob());
        claim(2);
        assertThat(store.cancel(keyed, "ann")).isEqualTo(CancelReply.REQUESTED);
        loseNode();

        frozen(() -> {
            store.rescue(10, 3);
            assertThat(places.of(plain)).isEqualTo("ready 2");
            assertThat(places.of(keyed)).isEqualTo("CANCELLED 1");
        });
    }

    @Test
    void jobsExpireAndAreCancelledAndRetriedAndSubmitted() throws Exception {
        JobId late = stored(aJob().gate(GATE).startBefore(PAST));
        JobId waits = stored(aJob().gate(GATE));
        JobId plain = stored(aJob());

        frozen(() -> {
            assertThat(store.expire(10)).isEqualTo(1);
            assertThat(places.of(late)).isEqualTo("EXPIRED 1");
            assertThat(store.cancel(waits, "ann")).isEqualTo(CancelReply.CANCELLED);
            store.retry(waits, "ann");
            assertThat(places.of(waits)).isEqualTo("blocked 2");
            assertThat(places.of(stored(aJob().gate(GATE)))).isEqualTo("blocked 1");
            store.mend(100);
            assertThat(places.of(plain)).isEqualTo("ready 1");
        });

        store.promote(10);
        assertThat(database.number("select count(*) from ready where job_id <> ?", plain.value()))
                .isEqualTo(1);
    }

    /** Runs something while another session has locked every key. */
    private void frozen(Run run) throws Exception {
        try (Connection other = database.source().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from key_gate for update");
            run.run();
            other.rollback();
            other.setAutoCommit(true);
        }
    }

    private interface Run {
        void run() throws Exception;
    }
}
