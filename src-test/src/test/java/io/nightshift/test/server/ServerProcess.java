package io.nightshift.test.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * A server in a process of its own, which a test may kill. It deploys the EAR at its boot, as a user's does, and is told
 * its settings by environment variables. The process is the JVM itself, so killing it kills the server.
 */
public final class ServerProcess implements AutoCloseable {

    private final Path base;
    private final Ports ports = Ports.free();
    private final String configuration;
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Process process;
    private int starts;

    /**
     * Prepares one; it does not run yet.
     *
     * @param name of its folder below {@code target/servers}
     * @param configuration such as {@code standalone-full.xml}
     * @param environment added to the settings of the tests
     */
    public ServerProcess(String name, String configuration, Map<String, String> environment) {
        this(name, configuration, environment, Shop.IN_MEMORY);
    }

    /** The same, with an application that has its data there. */
    public ServerProcess(String name, String configuration, Map<String, String> environment, Shop shop) {
        this(Place.freshBase(name), configuration, shop);
        Settings.forTests(base).forEach((key, value) -> this.environment.put(variable(key), value));
        // Counts only where the configuration opens the broker.
        this.environment.put("NIGHTSHIFT_JMS_ACCEPTOR", Integer.toString(ports.jms()));
        this.environment.putAll(environment);
    }

    private ServerProcess(Path base, String configuration, Shop shop) {
        this.base = base;
        this.configuration = configuration;
        TestEar.write(base.resolve("deployments").resolve(TestEar.NAME), shop);
    }

    /** Prepares one that is told nothing: neither short times nor users. */
    public static ServerProcess withDefaults(String name, String configuration) {
        return new ServerProcess(Place.freshBase(name), configuration, Shop.IN_MEMORY);
    }

    public Ports ports() {
        return ports;
    }

    /** A folder that the tests and the handlers in the server may both write to; it survives a kill. */
    public Path folder() {
        return base.resolve("data");
    }

    /** The id of the process that runs now. */
    public long pid() {
        return java.util.Objects.requireNonNull(process, "not started").pid();
    }

    public Path log() {
        return base.resolve("log/server.log");
    }

    public Api as(User user) {
        return Api.as(user, ports.http());
    }

    public Api management() {
        return Api.anonymous(ports.management());
    }

    /** Starts it, or starts it again on what it left behind, and waits until it is ready. */
    public ServerProcess start() {
        starts++;
        mark("dodeploy");
        List<String> command = StandaloneCommandBuilder.of(Place.wildfly())
                .setBaseDirectory(base)
                .setServerConfiguration(configuration)
                .setJavaOptions(Settings.JAVA)
                .addServerArgument("-Djboss.socket.binding.port-offset=" + ports.offset())
                .addServerArgument("-Djboss.bind.address=127.0.0.1")
                .addServerArgument(
                        "-Djboss.tx.node.id=" + shortened(base.getFileName().toString()))
                .addServerArgument("-Djboss.bind.address.management=127.0.0.1")
                .build();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console-" + starts + ".log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NIGHTSHIFT_"));
        builder.environment().putAll(environment);
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = started;
        awaitReady();
        return this;
    }

    private void awaitReady() {
        Process running = java.util.Objects.requireNonNull(process, "not started");
        try {
            await("the server in " + base)
                    .atMost(Duration.ofSeconds(150))
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("it ended or could not deploy", () -> !running.isAlive() || marked("failed"))
                    .until(() -> marked("deployed") && isReady());
        } catch (TerminalFailureException | ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "The server did not start, see " + log() + "\n" + String.join("\n", troubles()), e);
        }
    }

    /** The first lines of its log that tell why: the folder of a run is often gone when somebody reads its report. */
    private List<String> troubles() {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains(" ERROR ") || line.startsWith("Caused by"))
                    .limit(10)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of("its log cannot be read: " + e);
        }
    }

    /** Takes the application away; the server goes on. */
    public void undeploy() {
        try {
            Files.delete(marker("deployed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the application is away: the server looks only every few seconds for what it should do. */
    public void awaitUndeployed() {
        await("the application is away, see " + log())
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> marked("undeployed"));
    }

    /** Deploys the application again and waits until it is ready. */
    public void redeploy() {
        mark("dodeploy");
        awaitReady();
    }

    /** Waits until the server has ended by itself. */
    public void awaitDeath() throws InterruptedException {
        if (!java.util.Objects.requireNonNull(process, "not started").waitFor(60, SECONDS)) {
            throw new IllegalStateException("The server did not end within 60 s, see " + log());
        }
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    public void kill() {
        end(true);
    }

    public void stop() {
        end(false);
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    private void end(boolean byForce) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("It was never started");
        }
        ProcessHandle handle = running.toHandle();
        if (byForce) {
            handle.destroyForcibly();
        } else {
            handle.destroy();
        }
        try {
            if (!running.waitFor(60, SECONDS)) {
                running.destroyForcibly();
                throw new IllegalStateException("The server did not end within 60 s, see " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server ended", e);
        }
    }

    /** To what a transaction manager's name may have. */
    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 23));
    }

    private boolean isReady() {
        return management().get("/health/ready").status() == 200;
    }

    private boolean marked(String marker) {
        return Files.exists(marker(marker));
    }

    /** What the deployment scanner looks for; what it said of the last start is removed first. */
    private void mark(String marker) {
        try {
            for (String old : List.of("deployed", "failed", "isdeploying", "pending", "undeployed")) {
                Files.deleteIfExists(marker(old));
            }
            Files.write(marker(marker), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path marker(String marker) {
        return base.resolve("deployments").resolve(TestEar.NAME + "." + marker);
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
