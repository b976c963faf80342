package io.nightshift.store.outbox;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.outbox.OutboxTable.Backlog;
import io.nightshift.store.outbox.OutboxTable.Moved;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.Inserted.Kind;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import io.nightshift.store.submit.Insertion;
import io.nightshift.store.submit.JobInsert;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of an entry from an application's table into the store, on each database. */
abstract class OutboxContract extends JobStoreContract {

    private static final String SHOP = "java:jboss/datasources/ShopDS";
    private static final Duration DAY = Duration.ofDays(1);

    private boolean inTransaction;
    private final OutboxTable table = new JdbcOutboxTable(SHOP, jta::dataSource, () -> inTransaction);
    private final Gates gates = new Gates(database.moves().gates());
    private final OutboxStore outbox = new JdbcOutboxStore(
            own,
            new Insertion(own, new JobInsert(database.moves().insert().hurried()), gates, new Settlement(own, gates)));

    /** Whether a second mover gets what the first one leaves; else it gets nothing until the first one has ended. */
    abstract boolean moversShare();

    @BeforeEach
    void makeTheTable() throws IOException {
        database.execute("drop table if exists nightshift_outbox");
        try (InputStream script =
                Objects.requireNonNull(OutboxTable.class.getResourceAsStream("/db/outbox/nightshift_outbox.sql"))) {
            database.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void anEntryIsThereIfAndOnlyIfItsCallerCommits() throws Exception {
        OutboxEntry kept = entry();
        OutboxEntry undone = entry();

        inTransaction = true;
        jta.transaction(() -> {
            table.write(List.of(kept));
            assertThat(table.find(kept.id())).contains(kept);
            return true;
        });
        jta.transaction(() -> {
            table.write(List.of(undone, entry()));
            return false;
        });

        assertThat(waiting()).containsExactly(kept);
    }

    @Test
    void withoutATransactionAllAreThereOrNone() {
        OutboxEntry first = entry();
        table.write(List.of(first));

        assertThatThrownBy(() -> table.write(List.of(entry(), first))).isInstanceOf(StoreException.class);

        assertThat(waiting()).containsExactly(first);
    }

    @Test
    void refusesADataSourceThatTakesNoPartInTheTransaction() {
        inTransaction = true;

        // Nothing is enlisted on this thread, as with jta=false.
        assertThatThrownBy(() -> table.write(List.of(entry())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SHOP)
                .hasMessageContaining("jta=true");

        assertThat(waiting()).isEmpty();
    }

    @Test
    void keepsWhatIsWritten() {
        OutboxEntry odd = new OutboxEntry(
                AJob.IDS.next().toString(), "a.b", "{\"n\":100.00,\"t\":\"\u00e4\uD83D\uDE00\"}", "{}", "an'n");

        table.write(List.of(odd));

        assertThat(table.find(odd.id())).contains(odd);
    }

    @Test
    void takesAnEntryBackWithItsCaller() throws Exception {
        OutboxEntry entry = entry();
        table.write(List.of(entry));

        inTransaction = true;
        jta.transaction(() -> {
            assertThat(table.delete(entry.id())).isTrue();
            assertThat(table.delete(entry.id())).isFalse();
            return false;
        });
        inTransaction = false;
        assertThat(waiting()).containsExactly(entry);

        assertThat(table.delete(entry.id())).isTrue();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void movesTheOldestFirstAndKeepsWhatIsNotTaken() {
        List<OutboxEntry> entries = entries(5);
        List<List<OutboxEntry>> handedOn = new ArrayList<>();

        Moved moved = table.move(3, null, some -> {
            handedOn.add(some);
            return Set.of(some.get(0).id(), some.get(2).id());
        });

        assertThat(moved).isEqualTo(new Moved(3, 1, entries.get(2).id()));
        assertThat(table.move(3, entries.get(3).id(), some -> Set.of()))
                .isEqualTo(new Moved(1, 1, entries.get(4).id()));
        assertThat(handedOn).containsExactly(entries.subList(0, 3));
        assertThat(waiting()).containsExactly(entries.get(1), entries.get(3), entries.get(4));
    }

    /** What lies in memory at a time is bounded by size, too. */
    @Test
    void movesFewLargeOnesAtATime() {
        String large = "\"" + "x".repeat(3_000_000) + "\"";
        for (int i = 0; i < 5; i++) {
            table.write(List.of(new OutboxEntry(AJob.IDS.next().toString(), "test.noop", large, "{}", "ann")));
        }

        assertThat(table.move(100, null, OutboxContract::ids).found()).isEqualTo(3);
        assertThat(table.move(100, null, OutboxContract::ids).found()).isEqualTo(2);
    }

    @Test
    void keepsAllIfTheyCouldNotBeHandedOn() {
        List<OutboxEntry> entries = entries(3);

        assertThatThrownBy(() -> table.move(10, null, some -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");

        assertThat(waiting()).isEqualTo(entries);
    }

    @Test
    void twoMoversDoNotWaitForEachOther() {
        List<OutboxEntry> entries = entries(4);
        List<OutboxEntry> second = new ArrayList<>();

        table.move(2, null, first -> {
            table.move(10, null, others -> {
                second.addAll(others);
                return ids(others);
            });
            return ids(first);
        });

        if (moversShare()) {
            assertThat(second).isEqualTo(entries.subList(2, 4));
        }
        assertThat(waiting()).isEqualTo(second.isEmpty() ? entries.subList(2, 4) : List.of());
    }

    @Test
    void tellsWhatWaits() {
        assertThat(table.backlog(10)).isEqualTo(new Backlog(0, null));
        List<OutboxEntry> entries = entries(4);

        assertThat(table.backlog(10)).isEqualTo(new Backlog(4, entries.get(0).id()));
        assertThat(table.backlog(3)).isEqualTo(new Backlog(3, entries.get(0).id()));
        assertThat(table.present(List.of(entries.get(1).id(), AJob.IDS.next().toString())))
                .containsExactly(entries.get(1).id());
    }

    @Test
    void anEntryBecomesOneJobHoweverOftenItIsTaken() {
        List<NewJob> jobs =
                List.of(aJob().build(), aJob().gate(Gate.concurrency("g", 1)).build(), aJob().build());

        Map<JobId, Inserted> first = outbox.take(SHOP, jobs.subList(0, 2));
        Map<JobId, Inserted> second = outbox.take(SHOP, jobs);

        assertThat(first).hasSize(2);
        assertThat(first.values()).allSatisfy(one -> {
            assertThat(one.kind()).isEqualTo(Kind.CREATED);
            assertThat(one.ready()).isTrue();
        });
        assertThat(second.keySet()).containsExactly(jobs.get(2).id());
        assertThat(database.number("select count(*) from job")).isEqualTo(3);
    }

    /** Neither the row of the job nor a key of its caller could tell that. */
    @Test
    void anEntryThatWasTakenIsPassedOverAlsoOnceItsJobIsGone() {
        NewJob kept = aJob().keep("u").build();
        NewJob merged = aJob().keep("u").build();
        outbox.take(SHOP, List.of(kept, merged));
        finish(claim(10), succeeded());
        store.prune(Set.of(JobState.SUCCEEDED), Duration.ZERO, 10);

        assertThat(outbox.take(SHOP, List.of(kept, merged))).isEmpty();

        assertThat(database.number("select count(*) from job")).isZero();
    }

    @Test
    void whatItsKeyKeepsOutIsToldAndNotNoted() {
        stored(aJob().key("k", "one"));
        NewJob same = aJob().key("k", "one").build();
        NewJob other = aJob().key("k", "another").build();

        Map<JobId, Inserted> answers = outbox.take(SHOP, List.of(same, other));

        assertThat(kind(answers, same)).isEqualTo(Kind.EXISTING);
        assertThat(kind(answers, other)).isEqualTo(Kind.CONFLICT);
        assertThat(outbox.take(SHOP, List.of(aJob().key("k", "another").build()))
                        .values())
                .extracting(Inserted::kind)
                .containsExactly(Kind.CONFLICT);
        assertThat(outbox.remembered(SHOP, DAY.negated(), 10))
                .containsExactly(same.id().value());
    }

    @Test
    void remembersWhatWasTakenUntilItIsForgotten() {
        List<NewJob> jobs = List.of(aJob().build(), aJob().build());
        outbox.take(SHOP, jobs);
        outbox.take("java:other", List.of(aJob().build()));
        List<UUID> ids = jobs.stream().map(job -> job.id().value()).toList();

        assertThat(outbox.remembered(SHOP, DAY, 10)).isEmpty();
        assertThat(outbox.remembered(SHOP, DAY.negated(), 10)).isEqualTo(ids);
        assertThat(outbox.remembered(SHOP, DAY.negated(), 1)).isEqualTo(ids.subList(0, 1));

        outbox.forget(SHOP, ids);

        assertThat(outbox.remembered(SHOP, DAY.negated(), 10)).isEmpty();
        assertThat(database.number("select count(*) from outbox_move")).isEqualTo(1);
    }

    @Test
    void anEntryThatIsRefusedTwiceIsOneReject() {
        NewReject reject = new NewReject(SHOP, "id", "because", "{}", "{}", 2);

        outbox.reject(List.of(reject, reject));
        outbox.reject(List.of(reject));

        assertThat(database.number("select count(*) from reject where source = ?", SHOP))
                .isEqualTo(1);
    }

    private List<OutboxEntry> entries(int count) {
        List<OutboxEntry> entries =
                IntStream.range(0, count).mapToObj(i -> entry()).toList();
        // Not in their order.
        List<OutboxEntry> reversed = new ArrayList<>(entries);
        java.util.Collections.reverse(reversed);
        table.write(reversed);
        return entries;
    }

    private List<OutboxEntry> waiting() {
        List<OutboxEntry> waiting = new ArrayList<>();
        table.move(1_000, null, all -> {
            waiting.addAll(all);
            return Set.of();
        });
        return waiting;
    }

    private static Kind kind(Map<JobId, Inserted> answers, NewJob job) {
        return Objects.requireNonNull(answers.get(job.id()), "no answer").kind();
    }

    private static OutboxEntry entry() {
        return new OutboxEntry(AJob.IDS.next().toString(), "test.noop", "{\"n\":1}", "{\"priority\":3}", "ann");
    }

    private static Set<String> ids(List<OutboxEntry> entries) {
        return entries.stream().map(OutboxEntry::id).collect(Collectors.toSet());
    }
}
