package io.nightshift.test.server;

import io.nightshift.test.client.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What every server of the tests is started with: short times, so that nobody waits, and users with known passwords. */
final class Settings {

    static final List<String> JAVA = List.of(
            "-Xms128m",
            "-Xmx512m",
            "-XX:MetaspaceSize=128m",
            // A server of the tests lives for minutes: it is up in half the time without the second compiler.
            "-XX:TieredStopAtLevel=1",
            // Transactions in doubt are decided within seconds of a start, not two minutes.
            "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=3",
            "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
            "-DJTAEnvironmentBean.orphanSafetyInterval=3000",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.awt.headless=true",
            "-Djboss.modules.system.pkgs=org.jboss.byteman");

    private Settings() {}

    static Map<String, String> forTests(Path base) {
        return Map.of(
                "nightshift.users.file", usersFile(base).toString(),
                "nightshift.lease", "3s",
                "nightshift.poll.max", "1s",
                "nightshift.retry.base", "50ms",
                "nightshift.retry.max", "500ms",
                "nightshift.grace", "1s",
                "nightshift.drain", "1s",
                "nightshift.http.allow", "127.0.0.1:*",
                "nightshift.log.console", "ERROR");
    }

    private static Path usersFile(Path base) {
        Path file = base.resolve("configuration/users-of-the-tests");
        List<String> lines = Stream.of(User.values())
                .map(user -> user.user() + ":" + user.role() + ":" + user.password())
                .toList();
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
