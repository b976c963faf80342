package io.nightshift.engine.outbox;

import io.nightshift.engine.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which outboxes this node moves, and how; docs/configuration.md lists names, units, defaults and effects.
 *
 * @param dataSources JNDI names; none by default
 * @param batch entries that are moved together
 * @param poll how long an idle mover waits before it looks again without being told
 */
public record OutboxConfig(List<String> dataSources, int batch, Duration poll) {

    private static final int MOST = 16;
    private static final Pattern NAME = Pattern.compile("java:[A-Za-z0-9_./-]{1,180}");

    /**
     * Reads and checks the settings.
     *
     * @throws IllegalStateException if any is wrong; names them all
     */
    public static OutboxConfig from(Settings settings) {
        List<String> names = Arrays.stream(
                        settings.text("nightshift.outbox.datasources", "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                settings.problem(
                        "nightshift.outbox.datasources must be JNDI names such as java:jboss/datasources/ShopDS,"
                                + " between commas, was '" + name + "'");
            }
        }
        if (names.size() > MOST) {
            settings.problem("nightshift.outbox.datasources must be at most " + MOST + ", each has a thread");
        }
        OutboxConfig config = new OutboxConfig(
                names,
                settings.number("nightshift.outbox.batch", 500, 1, 5_000),
                settings.duration(
                        "nightshift.outbox.poll", Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofMinutes(1)));
        settings.check();
        return config;
    }
}
