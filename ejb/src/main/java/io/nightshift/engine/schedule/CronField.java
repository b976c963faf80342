package io.nightshift.engine.schedule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a cron: numbers, ranges ({@code 8-18}), steps ({@code *}{@code /5}, {@code 8-18/2}, {@code 5/15}) and lists
 * of these.
 *
 * @param bits bit n is set if the field names n
 * @param star whether it begins with {@code *}
 */
record CronField(long bits, boolean star) {

    private static final Pattern PART =
            Pattern.compile("(?:\\*|(\\+?\\d{1,3}|[A-Za-z]{3})(?:-(\\+?\\d{1,3}|[A-Za-z]{3}))?)(?:/(\\d{1,3}))?");

    /** What a field may hold. */
    enum Kind {
        SECOND("second", 0, 59, List.of()),
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY("day of the month", 1, 31, List.of()),
        MONTH(
                "month",
                1,
                12,
                List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
        /** 0 and 7 are Sunday. */
        WEEKDAY("day of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

        private final String words;
        private final int first;
        private final int last;
        private final List<String> names;

        Kind(String words, int first, int last, List<String> names) {
            this.words = words;
            this.first = first;
            this.last = last;
            this.names = names;
        }
    }

    /** @throws WrongRuleException if it cannot be read */
    static CronField parse(Kind kind, String text) {
        long bits = 0;
        for (String part : text.split(",", -1)) {
            bits |= part(kind, part);
        }
        if (kind == Kind.WEEKDAY && (bits & 1L << 7) != 0) {
            bits = bits & ~(1L << 7) | 1L;
        }
        return new CronField(bits, text.startsWith("*"));
    }

    private static long part(Kind kind, String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            throw wrong(kind, "'" + part + "' is neither a number, a range, a step nor *");
        }
        int first = kind.first;
        int last = kind.last;
        if (matcher.group(1) != null) {
            first = number(kind, matcher.group(1), false);
            // 5/15 counts from 5 to the end of the field; 5 alone is one number.
            last = matcher.group(3) == null ? first : kind.last;
        }
        if (matcher.group(2) != null) {
            last = number(kind, matcher.group(2), true);
        }
        if (last < first) {
            throw wrong(kind, "the range '" + part + "' ends before it begins");
        }
        int step = step(kind, matcher.group(3));
        long bits = 0;
        for (int n = first; n <= last; n += step) {
            bits |= 1L << n;
        }
        return bits;
    }

    private static int number(Kind kind, String text, boolean endsRange) {
        int named = kind.names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            // SAT-SUN is a weekend: at the end of a range Sunday is the seventh day.
            return kind == Kind.WEEKDAY && named == 0 && endsRange ? 7 : named + kind.first;
        }
        if (Character.isLetter(text.charAt(0))) {
            throw wrong(kind, "'" + text + "' is not known" + (kind.names.isEmpty() ? "" : "; use " + kind.names));
        }
        int number = Integer.parseInt(text);
        if (number < kind.first || number > kind.last) {
            throw wrong(kind, text + " is not within " + kind.first + " to " + kind.last);
        }
        return number;
    }

    private static int step(Kind kind, @Nullable String text) {
        int step = text == null ? 1 : Integer.parseInt(text);
        if (step < 1) {
            throw wrong(kind, "a step must be 1 or more");
        }
        if (step > kind.last) {
            throw wrong(
                    kind,
                    "a step of " + step + " leads out of the field (" + kind.first + " to " + kind.last
                            + "); for its first value alone write " + kind.first);
        }
        return step;
    }

    private static WrongRuleException wrong(Kind kind, String what) {
        return new WrongRuleException("cron", kind.words + ": " + what);
    }

    boolean has(int number) {
        return (bits >>> number & 1) != 0;
    }

    /** The first number from this one on; -1 if there is none. */
    int from(int number) {
        // Java shifts by the lowest six bits only: a shift by 64 would be none.
        long rest = number > 63 ? 0 : bits >>> number;
        return rest == 0 ? -1 : number + Long.numberOfTrailingZeros(rest);
    }
}
