package io.nightshift.engine.outbox;

import static io.nightshift.engine.outbox.OutboxFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.life.Pulse;
import io.nightshift.engine.outbox.OutboxBoard.Status;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.outbox.OutboxEntry;
import io.nightshift.store.outbox.OutboxTable.Moved;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoverTest {

    private static final String REFUSED = "22021";
    private static final String LOCKED = "55P03";
    private static final String AWAY = "08006";

    private final OutboxFixture fixture = new OutboxFixture();
    private final MemoryOutbox outbox = fixture.outbox;
    private final Mover mover = fixture.mover;

    @Test
    void anEntryBecomesTheJobThatItNames() {
        OutboxEntry entry = fixture.written(JobRequest.of("a.b").withTenant("t").withTags("x"));

        assertThat(mover.moveOnce()).isEqualTo(new Moved(1, 0, entry.id()));

        NewJob job = outbox.job(OutboxFixture.id(entry));
        assertThat(job.type()).isEqualTo("a.b");
        assertThat(job.tenant()).isEqualTo("t");
        assertThat(job.submitter()).isEqualTo("ann");
        assertThat(fixture.ready).containsExactly(job);
        assertThat(outbox.entries).isEmpty();
        assertThat(outbox.notes)
                .as("whoever still has it in hand")
                .containsExactly(OutboxFixture.id(entry).value());
    }

    /** The server may die, or the application's database, after the jobs are there and before the entries are gone. */
    @Test
    void anEntryThatCouldNotBeDeletedIsNoSecondJob() {
        fixture.written(JobRequest.of("a.b"));
        outbox.deletion = new IllegalStateException("cut off");
        assertThatThrownBy(mover::moveOnce).hasMessage("cut off");
        assertThat(outbox.jobs).hasSize(1);
        assertThat(outbox.entries).hasSize(1);

        outbox.jobs.clear();
        outbox.deletion = null;
        mover.moveOnce();

        assertThat(outbox.jobs).as("what it made before is not made again").isEmpty();
        assertThat(outbox.entries).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4711                                 | {}                              | id: A job id has 36 characters
            0198c0de-0000-4000-8000-000000000000 | {}                              | id: must be a UUID of version 7
            0198C0DE-0000-7000-8000-000000000000 | {}                              | id: must be a UUID of version 7
            ffffffff-0000-7000-8000-000000000000 | {}                              | a day ahead
            0198c0de-0000-7000-8000-000000000000 | {"priority":"high"}             | options:
            0198c0de-0000-7000-8000-000000000000 | {"colour":"red"}                | options: Unrecognized field
            0198c0de-0000-7000-8000-000000000000 | no                              | options:
            0198c0de-0000-7000-8000-000000000000 | null                            | options
            0198c0de-0000-7000-8000-000000000000 | {"tags":[null]}                 | options
            0198c0de-0000-7000-8000-000000000000 | {"concurrencyKey":"k"}          | options.concurrencyKey
            0198c0de-0000-7000-8000-000000000000 | {"delay":"PT1S","runAt":"2026-03-01T08:00:00Z"} | options.delay
            """)
    void whatCanNeverBecomeAJobBecomesAReject(String id, String options, String reason) {
        OutboxEntry good = fixture.written(JobRequest.of("a.b"));
        OutboxEntry wrong = new OutboxEntry(id, "a.b", "{\"n\":1}", options, "ann");
        outbox.write(List.of(wrong));

        mover.moveOnce();

        assertThat(outbox.jobs).containsOnlyKeys(OutboxFixture.id(good));
        assertThat(outbox.entries).isEmpty();
        NewReject reject = outbox.rejects.get(0);
        assertThat(outbox.rejects).hasSize(1);
        assertThat(reject.source()).isEqualTo("outbox:" + SHOP);
        assertThat(reject.messageId()).isEqualTo(id);
        assertThat(reject.reason()).contains(reason);
        assertThat(reject.bodyHead()).isEqualTo("{\"n\":1}");
        assertThat(reject.headers()).contains("\"type\":\"a.b\"", "\"submitter\":\"ann\"");
    }

    @Test
    void aTypeThatNobodyKnowsBecomesAReject() {
        OutboxEntry entry = fixture.written(JobRequest.of("unknown"));

        mover.moveOnce();

        assertThat(outbox.entries).isEmpty();
        assertThat(outbox.rejects).extracting(NewReject::messageId).containsExactly(entry.id());
        assertThat(outbox.rejects).extracting(NewReject::reason).containsExactly("type: is not known to any node");
    }

    @Test
    void aKeyThatNamesOtherContentBecomesAReject() {
        outbox.taken.add("k");
        fixture.written(JobRequest.of("a.b").withIdempotencyKey("k"));
        fixture.written(JobRequest.of("a.b"));

        mover.moveOnce();

        assertThat(outbox.jobs).hasSize(1);
        assertThat(outbox.entries).isEmpty();
        assertThat(outbox.rejects.get(0).reason()).startsWith("idempotencyKey: names job");
    }

    @Test
    void oneThatTheDatabaseRefusesHoldsUpNoOther() {
        outbox.refused.put("bad", REFUSED);
        OutboxEntry bad = fixture.written(JobRequest.of("a.b").withTags("bad"));
        fixture.written(JobRequest.of("a.b"));
        fixture.written(JobRequest.of("a.b"));

        mover.moveOnce();

        assertThat(outbox.jobs).hasSize(2);
        assertThat(outbox.rejects).extracting(NewReject::messageId).containsExactly(bad.id());
        assertThat(outbox.entries).isEmpty();
    }

    @Test
    void oneWhoseKeySomebodyHoldsStaysAndHoldsUpNoOther() {
        outbox.refused.put("held", LOCKED);
        OutboxEntry held = fixture.written(JobRequest.of("a.b").withTags("held"));
        fixture.written(JobRequest.of("a.b"));

        assertThat(mover.moveOnce().stayed()).isEqualTo(1);

        assertThat(outbox.jobs).hasSize(1);
        assertThat(outbox.rejects).isEmpty();
        assertThat(outbox.entries).containsOnlyKeys(held.id());

        outbox.refused.clear();
        mover.moveOnce();
        assertThat(outbox.jobs).containsKey(OutboxFixture.id(held));
    }

    /** With a full batch of them in front. */
    @Test
    void manyWhoseKeySomebodyHoldsHoldUpNobodyBehindThem() throws InterruptedException {
        outbox.refused.put("held", LOCKED);
        for (int i = 0; i < OutboxFixture.BATCH; i++) {
            fixture.written(JobRequest.of("a.b").withTags("held").withIdempotencyKey("k"));
        }
        OutboxEntry behind = fixture.written(JobRequest.of("a.b"));

        mover.round(Pulse.NONE);
        assertThat(outbox.batches).as("all together, then the first alone").containsExactly(OutboxFixture.BATCH, 1);
        mover.round(Pulse.NONE);

        assertThat(outbox.jobs).containsOnlyKeys(OutboxFixture.id(behind));
        assertThat(outbox.entries).hasSize(OutboxFixture.BATCH);
    }

    /** A right that was taken away is no fault of the entries. */
    @Test
    void whatTheDatabaseRefusesForAllStays() {
        outbox.refused.put("any", "42501");
        fixture.written(JobRequest.of("a.b").withTags("any"));

        assertThatThrownBy(mover::moveOnce).isInstanceOf(StoreException.class);

        assertThat(outbox.entries).hasSize(1);
        assertThat(outbox.rejects).isEmpty();
    }

    @Test
    void oneWhoseCheckBreaksHoldsUpNoOther() {
        OutboxEntry odd = fixture.written(JobRequest.of("odd"));
        fixture.written(JobRequest.of("a.b"));

        mover.moveOnce();

        assertThat(outbox.jobs).hasSize(1);
        assertThat(outbox.rejects).extracting(NewReject::messageId).containsExactly(odd.id());
    }

    @Test
    void aRejectShowsNoMaskedArguments() {
        OutboxEntry entry =
                fixture.texts.write(fixture.ids.next(), JobRequest.of("unknown"), "{\"card\":\"4111\"}", "ann");
        outbox.write(List.of(entry));

        mover.moveOnce();

        assertThat(outbox.rejects).extracting(NewReject::bodyHead).containsExactly("{\"card\":\"***\"}");
    }

    @Test
    void whileTheStoreIsAwayAllStayAndThatIsTold() {
        fixture.written(JobRequest.of("a.b").withTags("any"));
        fixture.written(JobRequest.of("unknown"));
        outbox.refused.put("any", AWAY);

        assertThatThrownBy(() -> mover.round(Pulse.NONE)).isInstanceOf(StoreException.class);

        assertThat(outbox.entries).hasSize(2);
        assertThat(outbox.rejects).isEmpty();
        assertThat(fixture.watch.status().problem()).contains("Storing failed");
    }

    @Test
    void aRoundThatWorksAgainSaysSo() throws InterruptedException {
        OutboxEntry entry = fixture.written(JobRequest.of("a.b").withTags("any"));
        outbox.refused.put("any", LOCKED);
        fixture.watch.failed(new IllegalStateException("away"));

        mover.round(Pulse.NONE);

        assertThat(fixture.watch.status())
                .isEqualTo(new Status(SHOP, 1, OutboxFixture.id(entry).time(), ""));
    }

    @Test
    void looksAtWhatWaitsOnlyNowAndThen() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            mover.round(Pulse.NONE);
        }
        assertThat(outbox.looks).isEqualTo(1);

        fixture.clock.pass(Duration.ofSeconds(6));
        mover.round(Pulse.NONE);
        assertThat(outbox.looks).isEqualTo(2);
    }

    @Test
    void movesInBatches() {
        for (int i = 0; i < 25; i++) {
            fixture.written(JobRequest.of("a.b"));
        }

        assertThat(mover.moveOnce().found()).isEqualTo(10);
        mover.moveOnce();
        mover.moveOnce();

        assertThat(outbox.batches).containsExactly(10, 10, 5);
        assertThat(outbox.jobs).hasSize(25);
    }

    /** A mover that died after the deletion has left a note. */
    @Test
    void forgetsNotesOfEntriesThatAreGone() throws InterruptedException {
        outbox.refused.put("held", LOCKED);
        OutboxEntry there = fixture.written(JobRequest.of("a.b").withTags("held"));
        UUID gone = fixture.ids.nextUuid();
        outbox.notes.add(gone);
        outbox.notes.add(OutboxFixture.id(there).value());

        mover.round(Pulse.NONE);

        assertThat(outbox.notes).containsExactly(OutboxFixture.id(there).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"n\":100.00}"})
    void argumentsArriveAsTheyAre(String args) {
        JobId id = fixture.ids.next();
        outbox.write(List.of(new OutboxEntry(id.toString(), "a.b", args, "{}", "ann")));

        mover.moveOnce();

        assertThat(outbox.job(id).args()).isEqualTo(args);
    }
}
