package io.nightshift.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "'  120\t', PT2M",
        "0, PT0S",
        "007, PT7S",
        "99999999999999, PT1H",
        "99999999999999999999, PT1H",
        "000000000000000000000000000005, PT5S",
        "'Sun, 01 Mar 2026 12:00:30 GMT', PT30S",
        "'Mon, 01 Mar 2026 12:00:30 GMT', PT30S",
        "'sun, 1 mar 2026 12:00:30 gmt', PT30S",
        "'Sun, 01 Mar 2026 12:00:60 GMT', PT1M",
        "'Sun, 01 Mar 2026 11:00:00 GMT', PT0S",
        "'Mon, 02 Mar 2026 12:00:00 GMT', PT1H",
        "'Sunday, 01-Mar-26 12:10:00 GMT', PT10M",
        "'Sunday, 01-Mar-99 12:10:00 GMT', PT0S",
        "'Sunday, 01-Mar-76 11:10:00 GMT', PT1H",
        "'Sun Mar  1 12:10:00 2026', PT10M",
        "'Sun Mar 01 12:10:00 2026', PT10M",
        "soon,",
        "-5,",
        "+5,",
        "1.5,",
        "'5, 5',",
        "'',",
        "'Sun, 31 Feb 2026 12:00:00 GMT',",
        "'Sun, 01 Foo 2026 12:00:00 GMT',",
        "'Sun, 01 Mar 2026 25:00:00 GMT',"
    })
    void readsSecondsAndAllThreeFormsOfDates(String value, @Nullable Duration expected) {
        assertThat(RetryAfter.parse(value, NOON)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T12:00:00Z, 75, PT1H", "2026-03-01T12:00:00Z, 77, PT0S", "2099-12-31T23:59:30Z, 00, PT30S"})
    void readsTwoDigitsAsTheNearestYear(Instant now, String year, Duration expected) {
        assertThat(RetryAfter.parse("Friday, 01-Jan-" + year + " 00:00:00 GMT", Clock.fixed(now, ZoneOffset.UTC)))
                .isEqualTo(expected);
    }
}
