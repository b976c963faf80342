package io.nightshift.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

    /** Longer than the others': it starts anew for each run. */
    private static final long WARM_UP_SECONDS = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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

    /**
     * One server.
     *
     * @param name of the node and of its folder
     * @param configuration of the prepared ones
     * @param extras of its EAR
     * @param environment beside what all servers are told
     */
    record Shape(String name, String configuration, BenchEar.Extras extras, Map<String, String> environment) {

        /** With the broker inside, and its port open. */
        static Shape alone() {
            return new Shape(
                    "server", "standalone-full-jms.xml", new BenchEar.Extras(List.of(), List.of("bare")), Map.of());
        }
    }

    /** Starts it and waits until it is ready. */
    static Server start(Site site, Shape shape) throws IOException, InterruptedException {
        Path wildfly = site.root().resolve("server-config/target/wildfly");
        Path base = site.folder().resolve(shape.name());
        Path deployment = base.resolve("deployments").resolve(BenchEar.NAME);
        delete(base);
        Files.createDirectories(deployment.getParent());
        copy(wildfly.resolve("standalone/configuration"), base.resolve("configuration"));
        BenchEar.write(site.root().resolve("ear/target/nightshift.ear"), deployment, shape.extras());
        Files.createFile(marker(base, "dodeploy"));
        Path users = base.resolve("configuration/users");
        Files.writeString(users, Service.ADMINISTRATOR + "\n");

        Ports ports = Ports.free();
        List<String> command = StandaloneCommandBuilder.of(wildfly)
                .setBaseDirectory(base)
                .setServerConfiguration(shape.configuration())
                .setJavaOptions(JAVA)
                .addServerArgument("-Djboss.bind.address=127.0.0.1")
                .addServerArgument("-Djboss.bind.address.management=127.0.0.1")
                .addServerArgument("-Djboss.http.port=" + ports.http())
                .addServerArgument("-Djboss.https.port=" + ports.https())
                .addServerArgument("-Djboss.management.http.port=" + ports.management())
                .addServerArgument("-Djboss.node.name=" + shape.name())
                .addServerArgument("-Djboss.tx.node.id=" + shape.name())
                .build();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("NIGHTSHIFT_"));
        builder.environment().putAll(site.environment());
        builder.environment().putAll(shape.environment());
        builder.environment().put("NIGHTSHIFT_USERS_FILE", users.toString());
        builder.environment().put("NIGHTSHIFT_JMS_ACCEPTOR", Integer.toString(ports.jms()));
        builder.environment().put("NIGHTSHIFT_LOG_CONSOLE", "ERROR");
        Server server = new Server(ports, base, Child.start(builder));
        server.awaitReady();
        return server;
    }

    /** Of its process. */
    long pid() {
        return child.process().pid();
    }

    /** Where it answers. */
    URI at(String path) {
        return URI.create("http://127.0.0.1:" + ports.http() + path);
    }

    /** Asks the bench's own application. */
    String ask(String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(at(BenchEar.CONTEXT + "/" + what))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "The server answered " + what + " with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Lets it measure from inside. */
    Figure measure(Measure measure, int jobs) throws IOException, InterruptedException {
        return JSON.readValue(ask("measure/" + measure.label() + "?jobs=" + jobs), Figure.class);
    }

    /** Lets the compiler see the work. */
    void warmUp(boolean quick) throws IOException, InterruptedException {
        ask("warm-up?seconds=" + (quick ? 0 : WARM_UP_SECONDS));
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
