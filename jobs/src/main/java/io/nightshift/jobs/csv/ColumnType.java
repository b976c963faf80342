package io.nightshift.jobs.csv;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a column holds. */
public enum ColumnType {
    /** Any text, kept as it is. */
    STRING("text") {
        @Override
        Object parse(String text) {
            return text;
        }
    },
    /** A whole number of at most 64 bits. */
    INTEGER("a whole number") {
        @Override
        Object parse(String text) {
            return Long.valueOf(text.strip());
        }
    },
    /** A number with a point, without exponent: at most 30 digits before it and 20 behind. */
    DECIMAL("a decimal number such as 12.50") {
        @Override
        Object parse(String text) {
            String number = text.strip();
            // BigDecimal would read 1e999999999 too, and then take gigabytes to write it out.
            if (!PLAIN_NUMBER.matcher(number).matches()) {
                throw new IllegalArgumentException();
            }
            return new BigDecimal(number);
        }
    },
    /** true, yes or 1; false, no or 0; any case. */
    BOOLEAN("true or false") {
        @Override
        Object parse(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> true;
                case "false", "no", "0" -> false;
                default -> throw new IllegalArgumentException();
            };
        }
    },
    /** A day as in ISO 8601: 2026-02-28. */
    DATE("a date such as 2026-02-28") {
        @Override
        Object parse(String text) {
            return LocalDate.parse(text.strip());
        }
    },
    /** A moment as in ISO 8601, with T or a blank in between: 2026-02-28T13:30:00+01:00; without offset it is UTC. */
    DATETIME("a date and time such as 2026-02-28T13:30:00Z") {
        @Override
        Object parse(String text) {
            String moment = text.strip().replace(' ', 'T');
            try {
                return OffsetDateTime.parse(moment);
            } catch (DateTimeParseException e) {
                return LocalDateTime.parse(moment).atOffset(ZoneOffset.UTC);
            }
        }
    },
    /** Something that looks like an e-mail address; whether it exists is not asked. */
    EMAIL("an e-mail address") {
        @Override
        Object parse(String text) {
            String address = text.strip();
            if (address.length() > 254 || !ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException();
            }
            return address;
        }
    };

    static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,20})?");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]{1,63}(\\.[^\\s@.]{1,63}){1,8}");

    private final String words;

    ColumnType(String words) {
        this.words = words;
    }

    /** What a value must be, to go on "is not …". */
    String words() {
        return words;
    }

    /**
     * Reads a value.
     *
     * @param text not blank
     * @throws IllegalArgumentException or {@link DateTimeParseException} if it is not of this type
     */
    abstract Object parse(String text);
}
