package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A first start with nothing set: what is open, and who may come in. */
class DefaultsIT {

    private static final ServerProcess SERVER = ServerProcess.withDefaults("defaults", "standalone-full.xml");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    /** No broker, no remoting, no recovery port: the web, its TLS twin, and management. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void listensForTheWebAndForManagementOnly() throws IOException {
        int http = SERVER.ports().http();

        assertThat(listening(SERVER.pid()))
                .containsExactlyInAnyOrder(http, http + 363, SERVER.ports().management());
    }

    /** The first user's password is in a file that only the server's user can read, and nowhere in the log. */
    @Test
    void makesAPasswordOfItsOwn() throws IOException {
        Path file = SERVER.folder().resolve("nightshift/operator-password");
        String password = Files.readString(file).strip();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(password).hasSizeGreaterThanOrEqualTo(16);
        assertThat(Files.readString(SERVER.log())).doesNotContain(password);
        Api operator = Api.as("operator", password, SERVER.ports().http());
        assertThat(operator.get(Jobs.PATH).status()).isEqualTo(200);
        assertThat(operator.post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "x"), Map.of()))
                        .status())
                .isEqualTo(201);
    }

    /** Database, keys and logs lie in folders that others cannot enter, whoever made them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsItsFilesFromOthers() throws IOException {
        for (String folder : List.of("data", "log", "configuration")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(SERVER.folder().resolveSibling(folder))))
                    .as(folder)
                    .endsWith("---");
        }
    }

    @Test
    void knowsNoDefaultPassword() {
        for (String name : Set.of("operator", "admin", "guest", "sa", "nightshift")) {
            for (String password : List.of("", name, name + "1", "password", "secret", "changeit")) {
                assertThat(Api.as(name, password, SERVER.ports().http())
                                .get(Jobs.PATH)
                                .status())
                        .as("%s:%s", name, password)
                        .isEqualTo(401);
            }
        }
    }

    /** With the usual lease and polls, not the short ones of the other tests. */
    @Test
    void startsAJobAtOnce() {
        Api operator = operator();
        new Jobs(operator).ended(new Jobs(operator).submit("test.echo", Map.of("text", "warm")));

        String id = new Jobs(operator).submit("test.echo", Map.of("text", "now"));

        await("the job")
                .atMost(Duration.ofSeconds(3))
                .until(() -> new Jobs(operator).state(id).equals("SUCCEEDED"));
    }

    private static Api operator() {
        try {
            String password = Files.readString(SERVER.folder().resolve("nightshift/operator-password"))
                    .strip();
            return Api.as("operator", password, SERVER.ports().http());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(Place.target("servers").toString(), e);
        }
    }

    /** The sockets among the process's open files whose state is "listen" (0A). */
    private static Set<Integer> listening(long pid) throws IOException {
        Set<String> sockets;
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            sockets = files.map(DefaultsIT::linked)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring(8, target.length() - 1))
                    .collect(Collectors.toSet());
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : Set.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length > 9 && words[3].equals("0A") && sockets.contains(words[9])) {
                    ports.add(Integer.parseInt(words[1].substring(words[1].lastIndexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static String linked(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }
}
