package io.nightshift.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.config.EngineConfig.Limits;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgsReaderTest {

    private static final StrictJson JSON = new StrictJson(new Limits(1 << 20, 64, 100));
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
    private static final ArgsReader READER = new ArgsReader(JSON, JSON.type(Everything.class), VALIDATOR);

    private enum Color {
        RED,
        GREEN
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(value = Circle.class, name = "circle")})
    private sealed interface Shape permits Circle {}

    private record Circle(double radius, @Nullable Instant drawn) implements Shape {}

    private record Line(int number, BigDecimal amount, Double factor, Instant at) {}

    private record Pair<A, B>(A first, B second) {}

    @NullUnmarked
    private record Everything(
            int i,
            Long l,
            short s,
            byte b,
            Double d,
            float f,
            BigDecimal money,
            BigInteger big,
            Boolean yes,
            Character c,
            String text,
            Color color,
            DayOfWeek weekday,
            UUID id,
            URI uri,
            Locale locale,
            Currency currency,
            Instant at,
            Duration dur,
            Period period,
            LocalDate day,
            LocalTime time,
            LocalDateTime local,
            OffsetDateTime offset,
            OffsetTime offsetTime,
            ZonedDateTime zoned,
            Year year,
            YearMonth month,
            MonthDay monthDay,
            ZoneId zone,
            Date date,
            Calendar calendar,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "dd.MM.yyyy")
            LocalDate german,

            byte[] bytes,
            double[] doubles,
            int[] ints,
            Optional<Instant> maybe,
            OptionalInt maybeInt,
            OptionalDouble maybeDouble,
            List<Line> lines,
            Map<String, Duration> durations,
            Map<Color, Integer> colors,
            Map<Double, String> byNumber,
            Set<Color> set,
            Pair<Instant, List<Color>> pair,
            Shape shape,
            JsonNode tree,
            Map<String, Object> free) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"d\":1e400|args.d",
                "\"d\":-1e400|args.d",
                "\"d\":1e-400|args.d",
                "\"d\":\"NaN\"|args.d",
                "\"d\":\"Infinity\"|args.d",
                "\"d\":\"-INF\"|args.d",
                "\"d\":\"1.5\"|args.d",
                "\"d\":\"\"|args.d",
                "\"d\":true|args.d",
                "\"f\":1e39|args.f",
                "\"f\":\"NaN\"|args.f",
                "\"f\":null|args.f",
                "\"i\":1.0|args.i",
                "\"i\":1e3|args.i",
                "\"i\":\"5\"|args.i",
                "\"i\":2147483648|args.i",
                "\"i\":null|args.i",
                "\"i\":\"\"|args.i",
                "\"i\":[1]|args.i",
                "\"l\":9223372036854775808|args.l",
                "\"l\":-9223372036854775809|args.l",
                "\"l\":1e18|args.l",
                "\"l\":\"\"|args.l",
                "\"s\":32768|args.s",
                "\"b\":128|args.b",
                "\"b\":200|args.b",
                "\"b\":-129|args.b",
                "\"b\":\"1\"|args.b",
                "\"money\":\"1.10\"|args.money",
                "\"money\":\"\"|args.money",
                "\"big\":1.0|args.big",
                "\"big\":1e999999999|args.big",
                "\"big\":\"7\"|args.big",
                "\"yes\":1|args.yes",
                "\"yes\":\"true\"|args.yes",
                "\"yes\":\"\"|args.yes",
                "\"c\":65|args.c",
                "\"c\":\"\"|args.c",
                "\"c\":\"ab\"|args.c",
                "\"text\":5|args.text",
                "\"text\":1.5|args.text",
                "\"text\":true|args.text",
                "\"text\":[\"a\"]|args.text",
                "\"text\":{}|args.text",
                "\"color\":0|args.color",
                "\"color\":\"0\"|args.color",
                "\"color\":\"\"|args.color",
                "\"color\":\"red\"|args.color",
                "\"weekday\":1|args.weekday",
                "\"id\":5|args.id",
                "\"id\":\"1-1-1-1-1\"|args.id",
                "\"id\":\"AAAAAAAAAAAAAAAAAAAAAA==\"|args.id",
                "\"id\":\"\"|args.id",
                "\"uri\":5|args.uri",
                "\"locale\":7|args.locale",
                "\"currency\":8|args.currency",
                "\"at\":0|args.at",
                "\"at\":1e999999999|args.at",
                "\"at\":1.5|args.at",
                "\"at\":\"0\"|args.at",
                "\"at\":\"1700000000.5\"|args.at",
                "\"at\":\"2026-01-31\"|args.at",
                "\"at\":\"2026-01-31T24:00:00Z\"|args.at",
                "\"at\":\"\"|args.at",
                "\"at\":[2026,1,31]|args.at",
                "\"at\":{}|args.at",
                "\"dur\":5|args.dur",
                "\"dur\":\"5\"|args.dur",
                "\"dur\":\"\"|args.dur",
                "\"period\":5|args.period",
                "\"day\":[2024,2,29]|args.day",
                "\"day\":19782|args.day",
                "\"day\":\"2024-02-30\"|args.day",
                "\"day\":\"2024-02-29T10:00:00\"|args.day",
                "\"day\":\"2024-02-29T10:00:00Z\"|args.day",
                "\"time\":[8,0]|args.time",
                "\"time\":\"2024-02-29T08:00:00\"|args.time",
                "\"local\":\"2024-02-29T08:00:00Z\"|args.local",
                "\"local\":[2024,2,29,8,0]|args.local",
                "\"offset\":0|args.offset",
                "\"offset\":\"0\"|args.offset",
                "\"offsetTime\":[8,0,\"Z\"]|args.offsetTime",
                "\"zoned\":1.5|args.zoned",
                "\"year\":2024|args.year",
                "\"month\":[2024,2]|args.month",
                "\"monthDay\":[2,29]|args.monthDay",
                "\"zone\":1|args.zone",
                "\"zone\":\"Nowhere\"|args.zone",
                "\"date\":0|args.date",
                "\"date\":\"0\"|args.date",
                "\"calendar\":0|args.calendar",
                "\"german\":5|args.german",
                "\"german\":\"2024-02-29\"|args.german",
                "\"bytes\":\"abc\"|args.bytes",
                "\"bytes\":\"QR==\"|args.bytes",
                "\"bytes\":\"hello world!\"|args.bytes",
                "\"bytes\":[1,200]|args.bytes[1]",
                "\"bytes\":5|args.bytes",
                "\"doubles\":[1,1e400]|args.doubles",
                "\"doubles\":[\"NaN\"]|args.doubles",
                "\"ints\":[1,2.0]|args.ints",
                "\"ints\":[null]|args.ints",
                "\"ints\":\"\"|args.ints",
                "\"ints\":5|args.ints",
                "\"maybe\":0|args.maybe",
                "\"maybeInt\":1.5|args.maybeInt",
                "\"maybeInt\":\"5\"|args.maybeInt",
                "\"maybeDouble\":\"NaN\"|args.maybeDouble",
                "\"maybeDouble\":1e400|args.maybeDouble",
                "\"lines\":[{\"number\":1,\"amount\":1},{\"number\":1.5}]|args.lines[1].number",
                "\"lines\":[{\"number\":1,\"factor\":1e400}]|args.lines[0].factor",
                "\"lines\":[{\"number\":1,\"at\":0}]|args.lines[0].at",
                "\"lines\":\"\"|args.lines",
                "\"lines\":{}|args.lines",
                "\"durations\":{\"a\":\"PT1S\",\"b\":5}|args.durations.b",
                "\"durations\":[]|args.durations",
                "\"colors\":{\"0\":1}|args.colors",
                "\"colors\":{\"RED\":1.0}|args.colors.RED",
                "\"byNumber\":{\"NaN\":\"x\"}|args.byNumber",
                "\"byNumber\":{\"1e400\":\"x\"}|args.byNumber",
                "\"set\":[\"RED\",1]|args.set[1]",
                "\"pair\":{\"first\":0,\"second\":[]}|args.pair.first",
                "\"pair\":{\"second\":[0]}|args.pair.second[0]",
                "\"shape\":{\"radius\":1e400,\"kind\":\"circle\"}|args.shape.radius",
                "\"shape\":{\"radius\":\"NaN\",\"kind\":\"circle\"}|args.shape.radius",
                "\"shape\":{\"drawn\":0,\"radius\":1,\"kind\":\"circle\"}|args.shape.drawn",
                "\"shape\":{\"radius\":1,\"kind\":\"square\"}|args.shape",
            })
    void refusesWhatDoesNotFitAndNamesTheField(String wrong, String field) {
        List<Violation> found = READER.check(args(wrong));

        assertThat(found).as(wrong).hasSize(1);
        assertThat(found.get(0).field()).startsWith(field);
        assertThat(found.get(0).message()).isNotBlank().doesNotContain("io.nightshift.engine.json.Text");
    }

    @Test
    void decodesWhatWasSent() throws Exception {
        Everything all = (Everything) READER.read(args("""
                "money":100.00,"d":-0.0,"b":-128,"big":1234567890123456789012345678901234567890,
                "at":"2026-01-31T09:00:00+01:00","offset":"2026-01-31T09:00:00+01:00",
                "zoned":"2026-07-31T09:00:00+02:00[Europe/Berlin]","german":"29.02.2024","bytes":"aGk=",
                "lines":[{"number":1,"amount":1.10},{"number":2,"amount":10e2},{"number":3,"amount":0.00},
                 {"number":4,"amount":1e999999999}],
                "tree":{"a":100.00},"free":{"a":1.10,"b":[0.00]},
                "shape":{"radius":1.5,"kind":"circle"},"colors":{"RED":1}"""));

        assertThat(all.money()).isEqualTo(new BigDecimal("100.00"));
        assertThat(all.d()).isEqualTo(-0.0);
        assertThat(all.b()).isEqualTo((byte) -128);
        assertThat(all.at()).isEqualTo("2026-01-31T08:00:00Z");
        assertThat(all.offset().getOffset()).hasToString("+01:00");
        assertThat(all.zoned().getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(all.german()).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(all.bytes()).isEqualTo(new byte[] {'h', 'i'});
        assertThat(all.lines())
                .extracting(Line::amount)
                .containsExactly(
                        new BigDecimal("1.10"),
                        new BigDecimal("10e2"),
                        new BigDecimal("0.00"),
                        new BigDecimal("1e999999999"));
        assertThat(all.tree().toString()).isEqualTo("{\"a\":100.00}");
        assertThat(all.free()).containsEntry("a", new BigDecimal("1.10"));
        assertThat(all.shape()).isEqualTo(new Circle(1.5, null));
    }

    /** What application code hands over as objects is written by us, so we must be able to read it. */
    @Test
    void readsWhatWasWritten() throws Exception {
        Sent sent = new Sent(
                Instant.parse("2026-01-31T08:00:00.123456789Z"),
                Duration.ofSeconds(90, 5),
                Period.of(1, 2, 3),
                LocalDate.of(2024, 2, 29),
                LocalDateTime.of(2024, 2, 29, 8, 0),
                OffsetDateTime.parse("2026-01-31T09:00:00+05:30"),
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                        .withLaterOffsetAtOverlap(),
                Year.of(2026),
                YearMonth.of(2026, 1),
                MonthDay.of(2, 29),
                ZoneId.of("UTC"),
                new Date(1_700_000_000_123L),
                new BigDecimal("100.00"),
                new BigDecimal("1E+2"),
                Double.MIN_VALUE,
                Float.MAX_VALUE,
                Color.GREEN,
                DayOfWeek.MONDAY,
                UUID.fromString("0198c0de-0000-7000-8000-000000000001"),
                "0_~?>".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Optional.of(Duration.ZERO),
                Map.of(Color.RED, new BigDecimal("-0.00")));
        ArgsReader reader = new ArgsReader(JSON, JSON.type(Sent.class), VALIDATOR);

        Sent read = (Sent) reader.read(JSON.write(sent));

        assertThat(read).usingRecursiveComparison().isEqualTo(sent);
        assertThat(reader.check(JSON.write(sent))).isEmpty();
    }

    private record Sent(
            Instant at,
            Duration dur,
            Period period,
            LocalDate day,
            LocalDateTime local,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Year year,
            YearMonth month,
            MonthDay monthDay,
            ZoneId zone,
            Date date,
            BigDecimal money,
            BigDecimal big,
            double d,
            float f,
            Color color,
            DayOfWeek weekday,
            UUID id,
            byte[] bytes,
            Optional<Duration> maybe,
            Map<Color, BigDecimal> map) {}

    @Test
    void namesTheFirstUnknownFieldsOnly() {
        String many = IntStream.range(0, 9_000)
                .mapToObj(i -> "\"nobody" + i + "\":{\"a\":[1]}")
                .collect(Collectors.joining(","));

        List<Violation> found = READER.check(args(many));

        assertThat(found).hasSize(11);
        assertThat(found.get(0).field()).isEqualTo("args.nobody0");
        assertThat(found.get(0).message()).contains("known: ").contains("weekday");
        assertThat(found.get(10).message()).contains("more unknown fields");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"nobody\":1|args.nobody",
                "\"nobody\":{\"a\":[1]}|args.nobody",
                "\"lines\":[{\"number\":1},{\"number\":1,\"nobody\":2}]|args.lines[1].nobody",
                "\"lines\":[{\"nobody\":{},\"number\":1,\"amount\":1,\"factor\":1,\"at\":null}]|args.lines[0].nobody",
                "\"pair\":{\"nobody\":[{}],\"second\":[]}|args.pair.nobody",
                "\"shape\":{\"nobody\":1,\"radius\":1,\"kind\":\"circle\"}|args.shape.nobody",
                "\"shape\":{\"kind\":\"circle\",\"radius\":1,\"nobody\":{}}|args.shape.nobody",
            })
    void saysWhereAnUnknownFieldStands(String fields, String field) {
        assertThat(READER.check(args(fields))).extracting(Violation::field).containsExactly(field);
    }

    /** Primitive fields have no default. */
    private static String args(String fields) {
        StringBuilder all = new StringBuilder("{" + fields);
        for (String primitive : List.of("i", "s", "b", "f")) {
            if (!fields.contains("\"" + primitive + "\":")) {
                all.append(",\"").append(primitive).append("\":1");
            }
        }
        return all.append("}").toString();
    }
}
