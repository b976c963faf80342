package io.nightshift.engine.json;

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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The types that are texts in JSON, each with the one form it is read from. */
final class TextForms {

    /**
     * A form.
     *
     * @param words how it is called towards people
     * @param read reads it; throws a {@link RuntimeException} for what has another form
     */
    record Form(String words, Reader read) {}

    /** Reads a text. */
    @FunctionalInterface
    interface Reader {
        Object read(String text);
    }

    private static final Map<Class<?>, Form> FORMS = new LinkedHashMap<>();

    static {
        // OffsetDateTime's reading is the strict one: Instant's takes the hour 24 and a leap second for other instants.
        add(
                Instant.class,
                "an instant such as 2026-01-31T08:00:00Z",
                text -> OffsetDateTime.parse(text).toInstant());
        add(Duration.class, "an ISO 8601 duration such as PT1H30M", Duration::parse);
        add(Period.class, "an ISO 8601 period such as P1Y2M3D", Period::parse);
        add(LocalDate.class, "a date such as 2026-01-31", LocalDate::parse);
        add(LocalTime.class, "a time such as 08:00:00", LocalTime::parse);
        add(LocalDateTime.class, "a date and time without an offset such as 2026-01-31T08:00:00", LocalDateTime::parse);
        add(
                OffsetDateTime.class,
                "a date and time with an offset such as 2026-01-31T08:00:00+01:00",
                text -> OffsetDateTime.parse(text));
        add(OffsetTime.class, "a time with an offset such as 08:00:00+01:00", OffsetTime::parse);
        add(
                ZonedDateTime.class,
                "a date and time with a zone such as 2026-01-31T08:00:00+01:00[Europe/Berlin]",
                ZonedDateTime::parse);
        add(Year.class, "a year such as \"2026\"", Year::parse);
        add(YearMonth.class, "a month such as 2026-01", YearMonth::parse);
        add(MonthDay.class, "a day such as --01-31", MonthDay::parse);
        add(ZoneId.class, "a time zone such as Europe/Berlin or UTC", ZoneId::of);
        add(ZoneOffset.class, "an offset such as +01:00", ZoneOffset::of);
        add(
                Date.class,
                "an instant such as 2026-01-31T08:00:00Z",
                text -> Date.from(OffsetDateTime.parse(text).toInstant()));
        add(
                Calendar.class,
                "an instant such as 2026-01-31T08:00:00Z",
                text -> GregorianCalendar.from(OffsetDateTime.parse(text).toZonedDateTime()));
        add(UUID.class, "a UUID such as 123e4567-e89b-12d3-a456-426614174000", TextForms::uuid);
        add(byte[].class, "Base64 (RFC 4648, padded)", TextForms::base64);
    }

    private TextForms() {}

    static @Nullable Form of(Class<?> type) {
        return FORMS.get(type);
    }

    static Map<Class<?>, Form> all() {
        return Map.copyOf(FORMS);
    }

    private static void add(Class<?> type, String words, Reader read) {
        FORMS.put(type, new Form(words, read));
    }

    /** Java itself fills what is left out with zeros. */
    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return id;
    }

    /** Bits behind the last byte are no part of any value, so a text that has some is not what was encoded. */
    private static byte[] base64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not canonical");
        }
        return bytes;
    }
}
