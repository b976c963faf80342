package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.RawSocket;
import io.nightshift.test.client.User;
import io.nightshift.test.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
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

    /** Asks for each path by itself and on connections that are kept, until the act is over. */
    private static Map<String, Set<Integer>> whileAsked(ServerProcess server, Runnable act) {
        Map<String, Set<Integer>> seen = new ConcurrentSkipListMap<>();
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Void>> asking = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2 * PATHS.size());
        for (String path : PATHS) {
            Set<Integer> statuses = seen.computeIfAbsent(path, any -> new ConcurrentSkipListSet<>());
            asking.add(CompletableFuture.runAsync(() -> repeat(done, statuses, () -> ask(server, path)), threads));
            asking.add(CompletableFuture.runAsync(
                    () -> {
                        HttpClient kept = HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .build();
                        repeat(done, statuses, () -> askKept(kept, server, path));
                    },
                    threads));
        }
        try {
            act.run();
        } finally {
            done.set(true);
            asking.forEach(CompletableFuture::join);
            threads.shutdown();
        }
        return seen;
    }

    private static void repeat(AtomicBoolean done, Set<Integer> statuses, IntSupplier ask) {
        while (!done.get()) {
            statuses.add(ask.getAsInt());
        }
    }

    private static int askKept(HttpClient client, ServerProcess server, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.ports().http() + path))
                .header("Authorization", RawSocket.basic(User.ADMIN.user(), User.ADMIN.password()))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking", e);
        }
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
