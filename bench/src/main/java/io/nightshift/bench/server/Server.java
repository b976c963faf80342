package io.nightshift.bench.server;

import io.nightshift.bench.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** One start of the prepared server on a base folder of its own. */
final class Server implements AutoCloseable {

    /** Those of the launcher. */
    private static final List<String> JAVA = List.of(
            "-Xms128m",
            "-Xmx1g",
            "-XX:MetaspaceSize=128m",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.awt.headless=true",
            "-Djboss.modules.system.pkgs=org.jboss.byteman");

    private static final long START_SECONDS = 180;
    private static final long LOOK_MILLIS = 200;

    private final Ports ports;
    private final Path base;
    private final Child child;

    private Server(Ports ports, Path base, Child child) {
        this.ports = ports;
        this.base = base;
        this.child = child;
    }

    /** Starts it and waits until it is ready. */
    static Server start(Path root, Path base, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path wildfly = root.resolve("server-config/target/wildfly");
        Path deployment = base.resolve("deployments").resolve(BenchEar.NAME);
        delete(base);
        Files.createDirectories(deployment.getParent());
        copy(wildfly.resolve("standalone/configuration"), base.resolve("configuration"));
        BenchEar.write(root.resolve("ear/target/nightshift.ear"), deployment);
        Files.createFile(marker(base, "dodeploy"));
        Path users = base.resolve("configuration/users");
        Files.writeString(users, Service.ADMINISTRATOR + "\n");

        Ports ports = Ports.free();
        List<String> command = StandaloneCommandBuilder.of(wildfly)
                .setBaseDirectory(base)
                .setServerConfiguration("standalone-full-jms.xml")
                .setJavaOptions(JAVA)
                .addServerArgument("-Djboss.bind.address=127.0.0.1")
                .addServerArgument("-Djboss.bind.address.management=127.0.0.1")
                .addServerArgument("-Djboss.http.port=" + ports.http())
                .addServerArgument("-Djboss.https.port=" + ports.https())
                .addServerArgument("-Djboss.management.http.port=" + ports.management())
                .addServerArgument("-Djboss.tx.node.id=bench")
                .build();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NIGHTSHIFT_"));
        builder.environment().putAll(environment);
        builder.environment().put("NIGHTSHIFT_USERS_FILE", users.toString());
        builder.environment().put("NIGHTSHIFT_JMS_ACCEPTOR", Integer.toString(ports.jms()));
        builder.environment().put("NIGHTSHIFT_LOG_CONSOLE", "ERROR");
        Server server = new Server(ports, base, Child.start(builder));
        server.awaitReady();
        return server;
    }

    Ports ports() {
        return ports;
    }

    @Override
    public void close() throws InterruptedException {
        child.close();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(marker(base, "deployed")) || !healthy()) {
            if (!child.process().isAlive() || Files.exists(marker(base, "failed")) || System.nanoTime() > end) {
                close();
                throw new IOException("The server did not start, see " + base.resolve("log/server.log"));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean healthy() throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports.management() + "/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient()
                        .send(question, BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    private static Path marker(Path base, String state) {
        return base.resolve("deployments").resolve(BenchEar.NAME + "." + state);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
