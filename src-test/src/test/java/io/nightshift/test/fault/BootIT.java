package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.RawSocket;
import io.nightshift.test.client.User;
import io.nightshift.test.server.ServerProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A server whose application is deployed anew, and one that stops: callers are told to come again. */
class BootIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Set<String> PATHS =
            Set.of(Jobs.PATH, "/nightshift/", "/nightshift", "/nightshift/login.xhtml", "/nightshift/api/v1/users");

    @Test
    void neverSaysThatThereIsNoSuchThingWhileItDeploysOrStops() {
        try (ServerProcess server = new ServerProcess("boot", "standalone-full.xml", Map.of())) {
            server.start();

            Map<String, Set<Integer>> redeploying = whileAsked(server, () -> {
                server.undeploy();
                await("it is undeployed").atMost(SOON).until(() -> ask(server, Jobs.PATH) == 503);
                server.redeploy();
            });

            assertThat(redeploying)
                    .allSatisfy((path, seen) -> assertThat(seen)
                            .as("while it is deployed anew: " + path)
                            .doesNotContain(401, 404)
                            .isSubsetOf(0, 200, 302, 500, 503));
            assertThat(ask(server, "/nightshift/api/v1/no-such-thing")).isEqualTo(404);
            assertThat(ask(server, "/elsewhere")).isEqualTo(404);
            assertThat(whileAsked(server, server::stop))
                    .allSatisfy((path, seen) -> assertThat(seen)
                            .as("while it stops: " + path)
                            .doesNotContain(401, 404)
                            .isSubsetOf(0, 200, 302, 503));
        }
    }

    private static Map<String, Set<Integer>> whileAsked(ServerProcess server, Runnable act) {
        Map<String, Set<Integer>> seen = new TreeMap<>();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                for (String path : PATHS) {
                    seen.computeIfAbsent(path, any -> new TreeSet<>()).add(ask(server, path));
                }
            }
        });
        try {
            act.run();
        } finally {
            done.set(true);
            asking.join();
        }
        return seen;
    }

    /** The status; 0 if nobody listens. */
    private static int ask(ServerProcess server, String path) {
        try {
            return RawSocket.status(RawSocket.get(
                    server.ports().http(),
                    "127.0.0.1",
                    path,
                    RawSocket.basic(User.ADMIN.user(), User.ADMIN.password())));
        } catch (UncheckedIOException e) {
            return 0;
        }
    }
}
