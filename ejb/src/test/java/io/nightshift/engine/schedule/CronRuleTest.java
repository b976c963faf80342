package io.nightshift.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronRuleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/5 * * * *     | 2026-01-01T00:00:00Z | 2026-01-01T00:05:00Z",
                "15 3 * * *      | 2026-01-01T03:15:00Z | 2026-01-02T03:15:00Z",
                "*/2 * * * * *   | 2026-01-01T00:00:00.500Z | 2026-01-01T00:00:02Z",
                "30 0 9 * * 1-5  | 2026-01-02T09:00:30Z | 2026-01-05T09:00:30Z",
                "0 12 * * 0      | 2026-01-01T00:00:00Z | 2026-01-04T12:00:00Z",
                "0 12 * * 7      | 2026-01-01T00:00:00Z | 2026-01-04T12:00:00Z",
                "0 0 29 2 *      | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
                "0 0 13 * 5      | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
                "0 0 1 JAN MON   | 2026-01-02T00:00:00Z | 2026-01-05T00:00:00Z",
            })
    void findsTheNextInstant(String cron, Instant after, Instant next) {
        assertThat(CronRule.parse(cron, ZoneOffset.UTC).next(after)).contains(next);
    }

    @Test
    void firesAtTheWallClocksTimeInBothHalvesOfTheYear() {
        Rule rule = CronRule.parse("0 9 * * *", BERLIN);

        assertThat(rule.next(Instant.parse("2026-03-28T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-03-28T08:00:00Z"),
                        Instant.parse("2026-03-29T07:00:00Z"),
                        Instant.parse("2026-03-30T07:00:00Z"));
    }

    @Test
    void firesWhatFallsIntoTheLeftOutHourThatMuchLater() {
        Rule rule = CronRule.parse("30 2 * * *", BERLIN);

        assertThat(rule.next(Instant.parse("2026-03-28T12:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void findsALeftOutInstantAlsoFromWithinTheHourAfter() {
        Rule rule = CronRule.parse("30 2 * * *", BERLIN);

        assertThat(rule.next(Instant.parse("2026-03-29T01:10:00Z"))).contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void firesOnceWhereTwoInstantsMeetAfterTheLeftOutHour() {
        Rule rule = CronRule.parse("0,30 2,3 * * *", BERLIN);

        assertThat(rule.next(Instant.parse("2026-03-29T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-30T00:00:00Z"));
    }

    @Test
    void firesWhatFallsIntoTheDoubledHourOnce() {
        Rule rule = CronRule.parse("30 2 * * *", BERLIN);

        assertThat(rule.next(Instant.parse("2026-10-24T12:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void countsEveryRealHalfHourWhenItRunsEveryHour() {
        Rule rule = CronRule.parse("0,30 * * * *", BERLIN);

        List<Instant> autumn = rule.next(Instant.parse("2026-10-24T23:45:00Z"), 6);
        assertThat(autumn)
                .containsExactly(
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"),
                        Instant.parse("2026-10-25T02:30:00Z"));
        List<Instant> spring = rule.next(Instant.parse("2026-03-29T00:15:00Z"), 4);
        assertThat(spring)
                .containsExactly(
                        Instant.parse("2026-03-29T00:30:00Z"),
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-29T02:00:00Z"));
    }

    @Test
    void keepsASecondsRuleRunningThroughBothChanges() {
        Rule rule = CronRule.parse("*/20 * * * * *", ZoneId.of("America/New_York"));

        List<Instant> spring = rule.next(Instant.parse("2026-03-08T06:59:50Z"), 3);
        assertThat(spring)
                .containsExactly(
                        Instant.parse("2026-03-08T07:00:00Z"),
                        Instant.parse("2026-03-08T07:00:20Z"),
                        Instant.parse("2026-03-08T07:00:40Z"));
    }

    @Test
    void saysWhenARuleNeverComes() {
        assertThat(CronRule.parse("0 0 31 2 *", ZoneOffset.UTC).next(Instant.parse("2026-01-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * * *",
                "61 * * * *",
                "* 24 * * *",
                "a b c d e",
                "*/0 * * * *",
                "5-1 * * * *"
            })
    void refusesWhatIsNoCron(String text) {
        assertThatThrownBy(() -> CronRule.parse(text, ZoneOffset.UTC))
                .isInstanceOf(WrongRuleException.class)
                .hasMessageContaining("cron");
    }

    @Test
    void fallsOnWholeSeconds() {
        CronRule everySecond = CronRule.parse("* * * * * *", ZoneOffset.UTC);

        assertThat(everySecond.next(Instant.parse("2026-01-01T00:00:00.250Z")))
                .contains(Instant.parse("2026-01-01T00:00:01Z"));
        assertThat(everySecond.next(Instant.parse("2026-01-01T00:00:01Z")))
                .contains(Instant.parse("2026-01-01T00:00:02Z"));
    }

    @Test
    void saysItInWords() {
        assertThat(CronRule.parse("*/5 * * * *", ZoneOffset.UTC).words()).isEqualTo("every 5 minutes");
        assertThat(CronRule.parse("*/2 * * * * *", ZoneOffset.UTC).words()).isEqualTo("every 2 seconds");
        assertThat(CronRule.parse("15 3 * * *", ZoneOffset.UTC).words()).isEqualTo("at 03:15");
    }
}
