package io.nightshift.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a cron means, said without any cleverness: every minute or second is looked at and asked whether it fits. It shares
 * nothing with the engine but the sentences of the guide, and leaves clock changes to {@code LocalDateTime.atZone}, which
 * moves what is left out on by the length of the gap and takes the first of two.
 */
final class NaiveCron {

    private static final int[] LOWEST = {0, 0, 0, 1, 1, 0};

    private final String[] fields;
    private final boolean[][] named = new boolean[6][60];
    private final ZoneId zone;
    private final boolean allHours;

    NaiveCron(String text, ZoneId zone) {
        String[] given = text.split(" ");
        this.fields = given.length == 6 ? given : ("0 " + text).split(" ");
        this.zone = zone;
        for (int field = 0; field < 6; field++) {
            for (int value = LOWEST[field]; value < 60; value++) {
                named[field][value] = fits(fields[field], value, LOWEST[field]);
            }
        }
        boolean all = true;
        for (int hour = 0; hour < 24; hour++) {
            all &= named[2][hour];
        }
        this.allHours = all;
    }

    /** All instants after {@code begin} and before {@code end}. */
    NavigableSet<Instant> between(Instant begin, Instant end) {
        ChronoUnit unit = fields[0].equals("0") ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
        NavigableSet<Instant> all = new TreeSet<>();
        if (allHours) {
            for (Instant now = begin.truncatedTo(unit); now.isBefore(end); now = now.plus(1, unit)) {
                if (fits(LocalDateTime.ofInstant(now, zone))) {
                    all.add(now);
                }
            }
        } else {
            // A day more on either side: a gap of a whole day moves what it left out on by a day.
            Duration margin = Duration.ofHours(26);
            LocalDateTime now =
                    LocalDateTime.ofInstant(begin.minus(margin), zone).truncatedTo(unit);
            LocalDateTime last = LocalDateTime.ofInstant(end.plus(margin), zone);
            for (; now.isBefore(last); now = now.plus(1, unit)) {
                if (fits(now)) {
                    all.add(now.atZone(zone).toInstant());
                }
            }
        }
        return new TreeSet<>(all.subSet(begin, false, end, false));
    }

    private boolean fits(LocalDateTime time) {
        boolean day = named[3][time.getDayOfMonth()];
        int weekday = time.getDayOfWeek().getValue();
        boolean dayOfWeek = named[5][weekday] || (weekday == 7 && named[5][0]);
        boolean both = fields[3].charAt(0) == '*' || fields[5].charAt(0) == '*';
        return (both ? day && dayOfWeek : day || dayOfWeek)
                && named[0][time.getSecond()]
                && named[1][time.getMinute()]
                && named[2][time.getHour()]
                && named[4][time.getMonthValue()];
    }

    private static boolean fits(String field, int value, int lowest) {
        for (String part : field.split(",")) {
            String range = part.split("/")[0];
            int step = part.contains("/") ? Integer.parseInt(part.split("/")[1]) : 1;
            int low = lowest;
            int high = Integer.MAX_VALUE;
            if (!range.equals("*")) {
                low = Integer.parseInt(range.split("-")[0]);
                high = range.contains("-")
                        ? Integer.parseInt(range.split("-")[1])
                        : part.contains("/") ? Integer.MAX_VALUE : low;
            }
            if (value >= low && value <= high && (value - low) % step == 0) {
                return true;
            }
        }
        return false;
    }
}
