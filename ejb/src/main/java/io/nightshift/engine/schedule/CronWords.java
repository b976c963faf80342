package io.nightshift.engine.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Locale;

/** A cron in words, by the library. */
final class CronWords {

    private static final CronDefinition MINUTES = definition(false);
    private static final CronDefinition SECONDS = definition(true);

    private CronWords() {}

    /** The words; the cron itself where the library has none. */
    static String of(String cron, boolean withSeconds) {
        try {
            String words = CronDescriptor.instance(Locale.UK)
                    .describe(new CronParser(withSeconds ? SECONDS : MINUTES).parse(cron));
            return words.isBlank() ? cron : words;
        } catch (RuntimeException e) {
            // Some valid combinations have no wording; the cron itself then says it best.
            return cron;
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
