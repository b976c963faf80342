package io.nightshift.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule against an enumeration of every minute, around clock changes of all kinds. */
class CronOracleTest {

    private static final long SEED = 20_261_025;
    private static final int ROUNDS = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "Europe/London",
                "America/New_York",
                "America/St_Johns",
                "America/Santiago",
                "America/Havana",
                "America/Sao_Paulo",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "Africa/Cairo",
                "Asia/Tehran",
                "Asia/Beirut",
                "Asia/Kathmandu",
                "Asia/Pyongyang",
                "Pacific/Apia",
                "Pacific/Chatham",
                "Antarctica/Troll",
                "UTC"
            })
    void agreesWithAnEnumerationOfEveryMinute(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        Random random = new Random(SEED);
        List<Instant> changes = changes(zone);
        for (int round = 0; round < ROUNDS; round++) {
            boolean seconds = round % 10 == 0;
            String cron = (seconds ? field(random, 0, 59, true) + " " : "") + fields(random, seconds);
            Duration window = seconds ? Duration.ofHours(3) : Duration.ofHours(40);
            Instant change = changes.get(random.nextInt(changes.size()));
            Instant begin = change.minusMillis(random.nextInt((int) window.toMillis()));
            Instant end = begin.plus(window);
            String where = "seed " + SEED + ", round " + round + ": '" + cron + "' in " + zone + " after " + begin;

            NavigableSet<Instant> expected = new NaiveCron(cron, zone).between(begin, end);
            CronRule rule = CronRule.parse(cron, zone);

            assertThat(all(rule, begin, end)).as(where).containsExactlyElementsOf(expected);
            for (int i = 0; i < 20; i++) {
                Instant after = begin.plusNanos((long) (random.nextDouble() * window.toNanos()));
                Instant next = expected.higher(after);
                if (next != null) {
                    assertThat(rule.next(after)).as(where + ", from " + after).contains(next);
                }
            }
        }
    }

    @Test
    void countsTheSameForEverySpellingOfAllHours() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant begin = Instant.parse("2026-10-24T20:00:00Z");
        List<Instant> expected = CronRule.parse("0 * * * *", berlin).next(begin, 12);
        StringBuilder list = new StringBuilder("0");
        for (int hour = 1; hour < 24; hour++) {
            list.append(',').append(hour);
        }

        assertThat(expected).containsExactlyElementsOf(hours(begin, 12));
        for (String hours :
                List.of("*/1", "0-23", "0-23/1", "0/1", "0-11,12-23", "*,3", "*/2,1-23/2", list.toString())) {
            assertThat(CronRule.parse("0 " + hours + " * * *", berlin).next(begin, 12))
                    .as(hours)
                    .isEqualTo(expected);
        }
    }

    private static List<Instant> hours(Instant begin, int count) {
        List<Instant> hours = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            hours.add(begin.plus(Duration.ofHours(i)));
        }
        return hours;
    }

    private static List<Instant> all(CronRule rule, Instant begin, Instant end) {
        List<Instant> all = new ArrayList<>();
        Instant next = rule.next(begin).orElse(end);
        while (next.isBefore(end)) {
            all.add(next);
            next = rule.next(next).orElse(end);
        }
        return all;
    }

    /** Clock changes from 1990 to 2045; two moments without any where the zone has none. */
    private static List<Instant> changes(ZoneId zone) {
        List<Instant> changes = new ArrayList<>();
        Instant from = Instant.parse("1990-01-01T00:00:00Z");
        ZoneOffsetTransition change = zone.getRules().nextTransition(from);
        while (change != null && change.getInstant().isBefore(Instant.parse("2045-01-01T00:00:00Z"))) {
            changes.add(change.getInstant());
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes.isEmpty()
                ? List.of(Instant.parse("2024-02-29T12:00:00Z"), Instant.parse("2026-12-31T23:30:00Z"))
                : changes;
    }

    private static String fields(Random random, boolean dense) {
        return field(random, 0, 59, dense) + " " + field(random, 0, 23, dense || random.nextBoolean()) + " "
                + (random.nextInt(3) == 0 ? field(random, 1, 31, true) : "*") + " "
                + (random.nextInt(4) == 0 ? field(random, 1, 12, true) : "*") + " "
                + (random.nextInt(3) == 0 ? field(random, 0, 7, true) : "*");
    }

    private static String field(Random random, int low, int high, boolean dense) {
        int a = low + random.nextInt(high - low + 1);
        int b = a + random.nextInt(high - a + 1);
        int step = 1 + random.nextInt(Math.max(1, high / 3));
        return switch (random.nextInt(dense ? 7 : 9)) {
            case 0, 1 -> "*";
            case 2 -> "*/" + step;
            case 3 -> a + "-" + b;
            case 4 -> a + "-" + b + "/" + step;
            case 5 -> a + "/" + step;
            case 6 -> low + "-" + high;
            case 7 -> a + "," + b;
            default -> Integer.toString(a);
        };
    }
}
