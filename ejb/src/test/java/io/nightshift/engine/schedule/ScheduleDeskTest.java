package io.nightshift.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.audit.AuditTrail;
import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.fake.SettableClock;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.schedule.Schedules.Draft;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.Schedule.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleDeskTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00.123456Z"));
    private final MemorySchedules store = new MemorySchedules(clock);
    private final MemoryJobs jobs = new MemoryJobs();
    private final List<String> audit = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final ScheduleDesk desk = new ScheduleDesk(
            store,
            jobs,
            new AuditTrail(MemoryStores.proxy(AuditStore.class, (method, args) -> {
                audit.add(args[0] + " " + args[1] + " " + args[2]);
                return null;
            })),
            Examples::prepare,
            MemoryStores.proxy(JobTypes.class, (method, args) -> args[1]),
            woken::add,
            queue -> {});

    private static Draft draft(String name, String type, @Nullable String cron, @Nullable Duration interval) {
        return new Draft(name, type, null, 5, "{}", cron, ZoneOffset.UTC, interval, Overlap.SKIP);
    }

    @Test
    void makesAScheduleThatIsDueAtItsFirstInstant() {
        Schedule made = desk.create(draft(" Nightly ", "invoice.render", "15 3 * * *", null), "ann");

        assertThat(made.name()).isEqualTo("Nightly");
        assertThat(made.nextFireAt()).isEqualTo(Instant.parse("2026-01-01T03:15:00Z"));
        assertThat(made.createdBy()).isEqualTo("ann");
        assertThat(desk.find(made.id())).contains(made);
        assertThat(audit).containsExactly("ann schedule.create Nightly");
    }

    @Test
    void countsIntervalsFromWholeMilliseconds() {
        Schedule made = desk.create(draft("Often", "invoice.render", null, Duration.ofSeconds(2)), "ann");

        assertThat(made.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
        assertThat(made.nextFireAt()).isEqualTo(Instant.parse("2026-01-01T00:00:02.123Z"));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> desk.create(draft(" ", "unknown.type", "61 * * * *", null), "ann"))
                .asInstanceOf(type(InvalidJobException.class))
                .extracting(InvalidJobException::violations)
                .satisfies(violations ->
                        assertThat(violations).extracting(Violation::field).containsExactly("name", "type", "cron"));
        assertThat(store.all()).isEmpty();
        assertThat(audit).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\ud800b", "\udc00", "a\u0000", "a\tb", "\u200b", "\u2060\ufeff", "\u00ad", "\u3164", "\u115f"})
    void refusesANameThatIsNoTextOrCannotBeSeen(String name) {
        assertThatThrownBy(() -> desk.create(draft(name, "invoice.render", "0 9 * * 1", null), "ann"))
                .isInstanceOfSatisfying(
                        InvalidJobException.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(Violation::field)
                                .containsExactly("name"));
        assertThat(store.all()).isEmpty();
    }

    @Test
    void refusesACronOfThousandsOfItemsWithoutWorkingItOut() {
        String cron = "0" + ",1".repeat(100_000) + " * * * *";

        assertThatThrownBy(() -> desk.next(cron, ZoneOffset.UTC, null, 5))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("cron: A cron has at most 200 characters");
        assertThat(desk.describe(cron, null)).isEqualTo(cron);
        assertThatThrownBy(() -> desk.create(draft("Long", "invoice.render", cron, null), "ann"))
                .hasMessageContaining("at most 200 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT9223372036854775807S", "PT-9223372036854775808S", "P1000000D", "PT1.000000001S", "PT0S"})
    void refusesAnIntervalOutOfItsBounds(String interval) {
        assertThatThrownBy(() -> desk.next(null, ZoneOffset.UTC, Duration.parse(interval), 5))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("interval");
    }

    @Test
    void refusesARuleThatNeverComes() {
        assertThatThrownBy(() -> desk.create(draft("Never", "invoice.render", "0 0 30 2 *", null), "ann"))
                .hasMessageContaining("never comes");
    }

    @Test
    void refusesANameThatIsTaken() {
        desk.create(draft("Nightly", "invoice.render", "15 3 * * *", null), "ann");

        assertThatThrownBy(() -> desk.create(draft("Nightly", "invoice.render", "15 4 * * *", null), "bob"))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("name: There is a schedule 'Nightly' already");
    }

    @Test
    void changesOnlyTheVersionThatTheCallerHasSeen() {
        Schedule made = desk.create(draft("Nightly", "invoice.render", "15 3 * * *", null), "ann");
        Draft later = draft("Nightly", "invoice.render", "15 4 * * *", null);

        Schedule changed = desk.update(made.id(), made.version(), later, "bob").orElseThrow();

        assertThat(changed.nextFireAt()).isEqualTo(Instant.parse("2026-01-01T04:15:00Z"));
        assertThat(changed.version()).isGreaterThan(made.version());
        assertThatThrownBy(() -> desk.update(made.id(), made.version(), later, "cid"))
                .isInstanceOf(StaleScheduleException.class);
        assertThat(desk.update(UUID.randomUUID(), 0, later, "cid")).isEmpty();
        assertThat(audit).containsExactly("ann schedule.create Nightly", "bob schedule.update Nightly");
    }

    @Test
    void resumesFromTheNextInstantAfterNow() {
        Schedule made = desk.create(draft("Often", "invoice.render", null, Duration.ofMinutes(1)), "ann");
        assertThat(desk.pause(made.id(), "ann")).isTrue();
        assertThat(desk.pause(made.id(), "ann")).isFalse();
        clock.pass(Duration.ofHours(1));

        assertThat(desk.resume(made.id(), "ann")).isTrue();
        assertThat(desk.resume(made.id(), "ann")).isFalse();

        Instant next = desk.find(made.id()).orElseThrow().nextFireAt();
        assertThat(next).isEqualTo(Instant.parse("2026-01-01T01:01:00.123Z"));
    }

    @Test
    void runsAJobBesideThePlan() {
        Schedule made = desk.create(draft("Nightly", "invoice.render", "15 3 * * *", null), "ann");

        assertThat(desk.runNow(made.id(), "bob")).isPresent();

        assertThat(jobs.readyJobs()).isEqualTo(1);
        assertThat(woken).containsExactly("default");
        assertThat(desk.find(made.id()).orElseThrow().nextFireAt()).isEqualTo(made.nextFireAt());
        assertThat(audit).contains("bob schedule.run Nightly");
        assertThat(desk.runNow(UUID.randomUUID(), "bob")).isEmpty();
    }

    @Test
    void showsTheNextInstantsOfARuleThatIsNotStored() {
        assertThat(desk.next("0 9 * * 1", ZoneOffset.UTC, null, 2))
                .containsExactly(Instant.parse("2026-01-05T09:00:00Z"), Instant.parse("2026-01-12T09:00:00Z"));
        assertThatThrownBy(() -> desk.next("nonsense", ZoneOffset.UTC, null, 2))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("five fields");
        assertThat(desk.describe("nonsense", null)).isEqualTo("nonsense");
    }
}
