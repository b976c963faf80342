package io.nightshift.store.schedule;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.Places;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.Together;
import io.nightshift.store.move.JdbcJobStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.schedule.Schedule.Overlap;
import io.nightshift.store.schedule.ScheduleStore.Fired;
import io.nightshift.store.schedule.ScheduleStore.Plan;
import io.nightshift.store.schedule.ScheduleStore.Result;
import io.nightshift.store.sql.OwnTransactor;
import io.nightshift.store.submit.JobInsert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ScheduleStoreContract {

    private static final Instant DUE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant NEVER = Instant.parse("2126-03-01T09:00:00Z");

    private final TestDatabase database = database();
    private final OwnTransactor own = new OwnTransactor(database.source());
    private final ScheduleStore store =
            new JdbcScheduleStore(own, new JobInsert(database.moves().insert()));
    private final JobStore jobs = new JdbcJobStore(own, database.moves(), AJob.IDS);

    abstract TestDatabase database();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @AfterEach
    void everyJobLiesInOnePlace() {
        new Places(database).check();
    }

    @Test
    void keepsWhatItIsGiven() {
        Schedule schedule = schedule("nightly", DUE);

        assertThat(store.insert(schedule)).isTrue();
        assertThat(store.insert(schedule("nightly", DUE)))
                .as("the name is taken")
                .isFalse();

        Schedule read = store.find(schedule.id()).orElseThrow();
        assertThat(read).usingRecursiveComparison().ignoringFields("updatedAt").isEqualTo(schedule);
        assertThat(store.all()).containsExactly(read);
        assertThat(Duration.between(read.updatedAt(), store.now())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void changesOnlyWhatNobodyElseChanged() {
        Schedule schedule = schedule("a", DUE);
        store.insert(schedule);
        store.insert(schedule("b", DUE));
        Schedule read = store.find(schedule.id()).orElseThrow();

        assertThat(store.update(renamed(read, "c"))).isTrue();
        assertThat(store.update(renamed(read, "d"))).as("an old version").isFalse();
        Schedule again = store.find(schedule.id()).orElseThrow();
        assertThat(again.name()).isEqualTo("c");
        assertThat(again.version()).isEqualTo(read.version() + 1);
        assertThat(store.update(renamed(again, "b"))).as("a name that is taken").isFalse();
        assertThat(store.delete(schedule.id())).isTrue();
        assertThat(store.delete(schedule.id())).isFalse();
    }

    @Test
    void pausesAndResumes() {
        Schedule schedule = schedule("a", DUE);
        store.insert(schedule);

        assertThat(store.pause(schedule.id(), "ann")).isTrue();
        assertThat(store.pause(schedule.id(), "bob")).isFalse();
        assertThat(store.find(schedule.id()).orElseThrow().pausedBy()).isEqualTo("ann");
        assertThat(store.fireDue(due -> plan(true), 10)).isEmpty();
        assertThat(store.resume(schedule.id(), NEVER)).isTrue();
        assertThat(store.resume(schedule.id(), NEVER)).isFalse();

        assertThat(store.find(schedule.id()).orElseThrow().nextFireAt()).isEqualTo(NEVER);
    }

    @Test
    void firesADueScheduleAndMovesOn() {
        Schedule schedule = schedule("a", DUE);
        store.insert(schedule);
        Instant missed = DUE.plusSeconds(60);

        List<Fired> fired = store.fireDue(
                due -> {
                    assertThat(due.schedule().id()).isEqualTo(schedule.id());
                    assertThat(due.now()).isAfter(DUE);
                    assertThat(due.lastJobEnded()).isTrue();
                    return new Plan(aJob().build(), List.of(missed), NEVER);
                },
                10);

        assertThat(fired).extracting(Fired::result).containsExactly(Result.FIRED, Result.COALESCED);
        JobId job = Objects.requireNonNull(fired.get(0).jobId());
        assertThat(fired.get(0).queue()).isEqualTo("default");
        assertThat(new Places(database).of(job)).isEqualTo("ready 1");
        Schedule read = store.find(schedule.id()).orElseThrow();
        assertThat(read.nextFireAt()).isEqualTo(NEVER);
        assertThat(read.lastFireAt()).isEqualTo(DUE);
        assertThat(read.lastJobId()).isEqualTo(job.value());
        assertThat(store.fires(schedule.id(), 10))
                .extracting(ScheduleStore.Fire::fireAt)
                .containsExactly(missed, DUE);
        assertThat(store.fireDue(due -> plan(true), 10)).isEmpty();
    }

    @Test
    void tellsWhetherTheLastJobHasEnded() {
        Schedule schedule = schedule("a", DUE);
        store.insert(schedule);
        List<Boolean> ended = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Instant next = DUE.plusSeconds(i + 1);
            List<Fired> fired = store.fireDue(
                    due -> {
                        ended.add(due.lastJobEnded());
                        return new Plan(due.lastJobEnded() ? aJob().build() : null, List.of(), next);
                    },
                    10);
            if (i == 1) {
                assertThat(fired).extracting(Fired::result).containsExactly(Result.SKIPPED);
                jobs.cancel(
                        new JobId(Objects.requireNonNull(
                                store.find(schedule.id()).orElseThrow().lastJobId())),
                        "ann");
            }
        }

        assertThat(ended).containsExactly(true, false, true);
    }

    @Test
    void firesEachInstantOnceFromFourThreads() {
        for (int i = 0; i < 20; i++) {
            store.insert(schedule("s" + i, DUE.plusSeconds(i)));
        }

        List<List<Fired>> fired = Together.run(4, i -> store.fireDue(due -> plan(true), 100));

        assertThat(fired.stream().flatMap(List::stream)).hasSize(20);
        assertThat(database.number("select count(*) from job")).isEqualTo(20);
        assertThat(database.number("select count(*) from schedule_fire")).isEqualTo(20);
    }

    @Test
    void doesNotFireAnInstantAgainWhenSomebodySetTheScheduleBack() {
        Schedule schedule = schedule("a", DUE);
        store.insert(schedule);
        store.fireDue(due -> plan(true), 10);
        database.execute("update schedule set next_fire_at = ?", DUE.atOffset(java.time.ZoneOffset.UTC));

        assertThat(store.fireDue(due -> plan(true), 10)).isEmpty();

        assertThat(database.number("select count(*) from job")).isEqualTo(1);
        assertThat(store.find(schedule.id()).orElseThrow().nextFireAt()).isEqualTo(NEVER);
    }

    @Test
    void aScheduleThatCannotBeFiredBlocksNoOther() {
        store.insert(schedule("bad", DUE));
        store.insert(schedule("worse", DUE.plusSeconds(1)));
        store.insert(schedule("good", DUE.plusSeconds(2)));

        List<Fired> fired = store.fireDue(
                due -> {
                    if (due.schedule().name().equals("bad")) {
                        throw new IllegalStateException("no plan");
                    }
                    boolean worse = due.schedule().name().equals("worse");
                    return new Plan(
                            aJob().type(worse ? "x".repeat(200) : "test.noop").build(), List.of(), NEVER);
                },
                1);

        assertThat(fired).hasSize(1);
        assertThat(database.number("select count(*) from job")).isEqualTo(1);
        assertThat(store.all().stream()
                        .filter(s -> NEVER.equals(s.nextFireAt()))
                        .map(Schedule::name))
                .containsExactly("good");
    }

    private static Plan plan(boolean fire) {
        return new Plan(fire ? aJob().build() : null, List.of(), NEVER);
    }

    private static Schedule schedule(String name, @Nullable Instant next) {
        return new Schedule(
                UUID.randomUUID(),
                name,
                "test.noop",
                null,
                5,
                "{}",
                "0 * * * *",
                ZoneId.of("Europe/Berlin"),
                null,
                Overlap.SKIP,
                null,
                null,
                next,
                null,
                null,
                "ann",
                DUE,
                DUE,
                0);
    }

    private static Schedule renamed(Schedule s, String name) {
        return new Schedule(
                s.id(),
                name,
                s.type(),
                "main",
                7,
                s.args(),
                null,
                s.zone(),
                Duration.ofSeconds(90),
                Overlap.ALLOW,
                null,
                null,
                s.nextFireAt(),
                null,
                null,
                s.createdBy(),
                s.createdAt(),
                s.updatedAt(),
                s.version());
    }
}
