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
                "0 0 * * sat-sun | 2026-01-03T00:00:00Z | 2026-01-04T00:00:00Z",
                "5/15 * * * *    | 2026-01-01T00:05:30Z | 2026-01-01T00:20:00Z",
                "0 0 29 2 */7    | 2080-02-29T00:00:00Z | 2088-02-29T00:00:00Z",
                "0 0 29 2 */7    | 2088-02-29T00:00:00Z | 2128-02-29T00:00:00Z",
            })
    void findsTheNextInstant(String cron, Instant after, Instant next) {
        assertThat(CronRule.parse(cron, ZoneOffset.UTC).next(after)).contains(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Both must fit: one of the two begins with a star.
                "0 0 */10 * SUN  | 2012-07-14T23:59:59Z | 2012-10-21T00:00:00Z",
                "0 0 1-7 * */7   | 2026-01-01T00:00:00Z | 2026-01-04T00:00:00Z",
                "0 0 1-7 * */7   | 2026-01-04T00:00:00Z | 2026-02-01T00:00:00Z",
                "0 0 13 * *      | 2026-01-01T00:00:00Z | 2026-01-13T00:00:00Z",
                // Either fits.
                "0 0 1-7 * SUN   | 2026-01-04T00:00:00Z | 2026-01-05T00:00:00Z",
                "0 0 13 * FRI    | 2026-01-09T00:00:00Z | 2026-01-13T00:00:00Z",
                "0 0 31 2 MON    | 2026-01-01T00:00:00Z | 2026-02-02T00:00:00Z",
            })
    void readsDayAndWeekdayTogetherAsVixieDoes(String cron, Instant after, Instant next) {
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

    @ParameterizedTest
    @ValueSource(strings = {"0 0 31 2 *", "0 0 30 2 *", "* * * 31 4,6,9,11 *", "0 0 30 2 */1"})
    void saysWhenARuleNeverComes(String cron) {
        assertThat(CronRule.parse(cron, BERLIN).next(Instant.parse("2026-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void refusesATextThatIsTooLongUnread() {
        assertThatThrownBy(() -> CronRule.parse("1,".repeat(200_000) + "1 * * * *", ZoneOffset.UTC))
                .isInstanceOf(WrongRuleException.class)
                .hasMessage("A cron has at most 200 characters, this has 400009");
    }

    @Test
    void saysWhatIsWrongWithWhichField() {
        assertThatThrownBy(() -> CronRule.parse("*/60 * * * *", ZoneOffset.UTC))
                .hasMessage("'*/60 * * * *' is not a cron: minute: a step of 60 leads out of the field (0 to 59);"
                        + " for its first value alone write 0");
        assertThatThrownBy(() -> CronRule.parse("0 0 * * MONDAY", ZoneOffset.UTC))
                .hasMessageContaining("day of the week: 'MONDAY' is neither");
        assertThatThrownBy(() -> CronRule.parse("0 24 * * *", ZoneOffset.UTC))
                .hasMessageContaining("hour: 24 is not within 0 to 23");
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
                "*/60 * * * *",
                "0 */24 * * *",
                "1,,2 * * * *",
                "1, * * * *",
                "0 0 ? * *",
                "0 0 L * *",
                "0 0 * DEC-FEB *",
                "0 0 0 * *",
                "0 0 * 0 *",
                "0 0 * * 8",
                "0 0 * * MONDAY",
                "0 0 * * JAN",
                "-1 * * * *",
                "1- * * * *",
                "@daily",
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
