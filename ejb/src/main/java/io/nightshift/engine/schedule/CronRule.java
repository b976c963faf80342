package io.nightshift.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron of five fields, or six with seconds first, read in a time zone.
 *
 * <p>When clocks change, a rule that names some hours follows the clock on the wall: what falls into the time that is left
 * out fires that much later, and what falls into the time that comes twice fires the first time only. A rule for all hours,
 * however they are written, follows time as it passes: every real minute counts once.
 *
 * <p>The search goes from one change of clocks to the next, with the one offset that holds in between, so that a day with a
 * change costs no more than any other.
 */
final class CronRule implements Rule {

    static final int LONGEST = 200;

    /** The longest wait of a date that does come: 29 February on one weekday, across a year such as 2100, is 40 years. */
    private static final Duration HORIZON = Duration.ofDays(50 * 366L);

    private final String text;
    private final boolean withSeconds;
    private final CronFields fields;
    private final ZoneRules zone;

    private CronRule(String text, boolean withSeconds, CronFields fields, ZoneId zone) {
        this.text = text;
        this.withSeconds = withSeconds;
        this.fields = fields;
        this.zone = zone.getRules();
    }

    static CronRule parse(String text, ZoneId zone) {
        if (text.length() > LONGEST) {
            throw new WrongRuleException(
                    "cron", "A cron has at most " + LONGEST + " characters, this has " + text.length());
        }
        String trimmed = text.strip();
        String[] fields = trimmed.split("\\s+");
        if (fields.length != 5 && fields.length != 6) {
            throw new WrongRuleException(
                    "cron",
                    "A cron has five fields (minute hour day month weekday), or six with seconds first; this has "
                            + (trimmed.isEmpty() ? 0 : fields.length));
        }
        try {
            return new CronRule(trimmed, fields.length == 6, CronFields.parse(fields), zone);
        } catch (WrongRuleException e) {
            throw new WrongRuleException("cron", "'" + trimmed + "' is not a cron: " + e.getMessage());
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Instant horizon = from.plus(HORIZON);
        while (from.isBefore(horizon)) {
            ZoneOffsetTransition change = zone.nextTransition(from);
            Instant end = change == null || change.getInstant().isAfter(horizon) ? horizon : change.getInstant();
            Instant found = fields.everyHour() ? asTimePasses(from, end) : onTheWall(from, end);
            if (found != null) {
                return Optional.of(found);
            }
            from = end;
        }
        return Optional.empty();
    }

    private @Nullable Instant asTimePasses(Instant from, Instant end) {
        ZoneOffset offset = zone.getOffset(from);
        return first(LocalDateTime.ofInstant(from, offset), LocalDateTime.ofInstant(end, offset), offset);
    }

    private @Nullable Instant onTheWall(Instant from, Instant end) {
        ZoneOffset offset = zone.getOffset(from);
        LocalDateTime begin = LocalDateTime.ofInstant(from, offset);
        ZoneOffsetTransition last = zone.previousTransition(from.plusNanos(1));
        if (last != null && last.isOverlap() && begin.isBefore(last.getDateTimeBefore())) {
            // The wall showed this before the change already.
            begin = last.getDateTimeBefore();
        }
        Instant found = first(begin, LocalDateTime.ofInstant(end, offset), offset);
        if (last == null || last.isOverlap()) {
            return found;
        }
        // What was left out is due as if the clocks had not changed yet.
        ZoneOffset before = last.getOffsetBefore();
        Instant leftOut = first(LocalDateTime.ofInstant(from, before), last.getDateTimeAfter(), before);
        return found == null || (leftOut != null && leftOut.isBefore(found)) ? leftOut : found;
    }

    private @Nullable Instant first(LocalDateTime from, LocalDateTime end, ZoneOffset offset) {
        LocalDateTime match = fields.first(from, end);
        return match == null ? null : match.toInstant(offset);
    }

    @Override
    public String words() {
        return CronWords.of(text, withSeconds);
    }
}
