package io.nightshift.test.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What every server of the tests is started with: short times, so that nobody waits, and users with known passwords. */
final class Settings {

    static final List<String> JAVA = List.of(
            "-Xms128m",
            "-Xmx512m",
            "-XX:MetaspaceSize=128m",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.awt.headless=true",
            "-Djboss.modules.system.pkgs=org.jboss.byteman");

    private Settings() {}

    static Map<String, String> forTests(Path base) {
        return Map.of(
                "nightshift.lease", "3s",
                "nightshift.poll.max", "1s",
                "nightshift.retry.base", "50ms",
                "nightshift.retry.max", "500ms",
                "nightshift.grace", "1s",
                "nightshift.drain", "1s",
                "nightshift.log.console", "ERROR");
    }
}
