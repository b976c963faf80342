package io.nightshift.engine.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron of five fields, or six with seconds first, read in a time zone.
 *
 * <p>When clocks change, a rule that names hours follows the clock on the wall: what falls into the hour that is left out
 * fires that much later, and what falls into the hour that comes twice fires the first time only. A rule for every hour
 * ({@code *}) follows time as it passes: every real minute counts once.
 *
 * <p>The search runs on a clock without changes (UTC, or one fixed offset), so that the library never meets one.
 */
final class CronRule implements Rule {

    private static final CronDefinition MINUTES = definition(false);
    private static final CronDefinition SECONDS = definition(true);

    private final String text;
    private final Cron cron;
    private final ExecutionTime times;
    private final ZoneId zone;
    private final boolean everyHour;

    private CronRule(String text, Cron cron, ZoneId zone, boolean everyHour) {
        this.text = text;
        this.cron = cron;
        this.times = ExecutionTime.forCron(cron);
        this.zone = zone;
        this.everyHour = everyHour;
    }

    static CronRule parse(String text, ZoneId zone) {
        String trimmed = text.strip();
        String[] fields = trimmed.split("\\s+");
        if (fields.length != 5 && fields.length != 6) {
            throw new WrongRuleException(
                    "cron",
                    "A cron has five fields (minute hour day month weekday), or six with seconds first; this has "
                            + (trimmed.isEmpty() ? 0 : fields.length));
        }
        try {
            Cron cron = new CronParser(fields.length == 6 ? SECONDS : MINUTES).parse(trimmed);
            return new CronRule(trimmed, cron, zone, fields[fields.length - 4].equals("*"));
        } catch (IllegalArgumentException e) {
            throw new WrongRuleException("cron", "'" + trimmed + "' is not a cron: " + e.getMessage());
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return Optional.ofNullable(everyHour ? nextAsTimePasses(after) : nextOnTheWall(after));
    }

    private @Nullable Instant nextAsTimePasses(Instant after) {
        Instant from = after;
        while (true) {
            ZoneOffset offset = zone.getRules().getOffset(from);
            Instant found = search(LocalDateTime.ofInstant(from, offset))
                    .map(local -> local.toInstant(offset))
                    .orElse(null);
            ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            if (found == null || change == null || found.isBefore(change.getInstant())) {
                return found;
            }
            // Found with an offset that no longer holds by then: search again from the change on. An instant that falls
            // on the change itself is read with the new offset.
            LocalDateTime changed = change.getDateTimeAfter();
            Optional<LocalDateTime> onChange = search(changed.minusSeconds(1)).filter(changed::equals);
            if (onChange.isPresent()) {
                return change.getInstant();
            }
            from = change.getInstant();
        }
    }

    private @Nullable Instant nextOnTheWall(Instant after) {
        LocalDateTime from = LocalDateTime.ofInstant(after, zone);
        LocalDateTime gapEnd = null;
        ZoneOffsetTransition last = zone.getRules().previousTransition(after.plusNanos(1));
        if (last != null && last.isGap() && after.isBefore(last.getInstant().plus(last.getDuration()))) {
            // What was left out fires in the hour after: look at it again, beside what is due in that hour anyway.
            from = last.getDateTimeBefore().minusSeconds(1);
            gapEnd = last.getDateTimeAfter();
        }
        Instant best = null;
        Optional<LocalDateTime> local = search(from);
        while (local.isPresent()) {
            LocalDateTime candidate = local.get();
            // ofLocal: left-out times move on by what was left out, double times are the first of both.
            Instant instant = ZonedDateTime.ofLocal(candidate, zone, null).toInstant();
            if (instant.isAfter(after) && (best == null || instant.isBefore(best))) {
                best = instant;
            }
            if (best != null && (gapEnd == null || !candidate.isBefore(gapEnd))) {
                return best;
            }
            local = search(candidate);
        }
        return best;
    }

    private Optional<LocalDateTime> search(LocalDateTime after) {
        // Whole seconds: the library carries a fraction over into what it finds.
        return times.nextExecution(after.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime);
    }

    @Override
    public String words() {
        try {
            String words = CronDescriptor.instance(Locale.UK).describe(cron);
            return words.isBlank() ? text : words;
        } catch (RuntimeException e) {
            // Some valid combinations have no wording; the cron itself then says it best.
            return text;
        }
    }

    private static CronDefinition definition(boolean seconds) {
        CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
        if (seconds) {
            builder = builder.withSeconds()
                    .withValidRange(0, 59)
                    .withStrictRange()
                    .and();
        }
        return builder.withMinutes()
                .withValidRange(0, 59)
                .withStrictRange()
                .and()
                .withHours()
                .withValidRange(0, 23)
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .withStrictRange()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .withStrictRange()
                .and()
                .instance();
    }
}
