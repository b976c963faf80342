package io.nightshift.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.FakeContext;
import io.nightshift.jobs.http.HttpCall.Args;
import io.nightshift.jobs.http.HttpCall.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final FakeContext context = new FakeContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String base;
    private HttpCall handler;

    @BeforeEach
    void setUp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        handler = calling(List.of("127.0.0.1:*"));
    }

    @AfterEach
    void tearDown() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsTheRequestAndKeepsTheAnswer() throws Exception {
        server.createContext("/echo", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=UTF-8");
            exchange.getResponseHeaders().add("X-Other", "left out");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(
                    exchange,
                    201,
                    exchange.getRequestMethod() + " "
                            + exchange.getRequestHeaders().getFirst("X-A") + " "
                            + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
        });

        Outcome<Result> outcome =
                handler.handle(new Args("POST", base + "/echo", Map.of("X-A", "1"), "grüß", 5), context);

        Result result = Objects.requireNonNull(((Outcome.Success<Result>) outcome).result());
        assertThat(result.status()).isEqualTo(201);
        assertThat(result.body()).isEqualTo("POST 1 " + context.id() + " grüß");
        assertThat(result.truncated()).isFalse();
        assertThat(result.headers()).containsEntry("content-type", "text/plain; charset=UTF-8");
        assertThat(result.headers()).doesNotContainKey("x-other");
    }

    @Test
    void cutsLongAnswers() throws Exception {
        server.createContext("/long", exchange -> answer(exchange, 200, "x".repeat(5_000_000)));

        Outcome<Result> outcome = handler.handle(Args.get(base + "/long"), context);

        Result result = Objects.requireNonNull(((Outcome.Success<Result>) outcome).result());
        assertThat(result.truncated()).isTrue();
        assertThat(result.body()).hasSize(CappedBody.MAX_BYTES);
    }

    @Test
    void triesAgainWhenTheServiceIsBusy() throws Exception {
        server.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            answer(exchange, 503, "down\n for now");
        });
        server.createContext("/500", exchange -> answer(exchange, 500, ""));

        assertThat(handler.handle(Args.get(base + "/busy"), context))
                .isEqualTo(Outcome.retry("Status 503 from 127.0.0.1: down for now", Duration.ofSeconds(7)));
        assertThat(handler.handle(Args.get(base + "/500"), context))
                .isEqualTo(Outcome.retry("Status 500 from 127.0.0.1"));
    }

    @Test
    void failsForGoodWhenTheServiceSaysNo() throws Exception {
        server.createContext("/no", exchange -> answer(exchange, 404, "who?"));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
            answer(exchange, 302, "");
        });

        assertThat(handler.handle(Args.get(base + "/no"), context))
                .isEqualTo(Outcome.fail("Status 404 from 127.0.0.1: who?"));
        assertThat(handler.handle(Args.get(base + "/moved"), context))
                .isEqualTo(Outcome.fail("Status 302 from 127.0.0.1; redirects are not followed, this one leads to"
                        + " http://169.254.169.254/"));
    }

    @Test
    void triesAgainWhenNobodyAnswers() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThat(handler.handle(Args.get("http://127.0.0.1:" + port + "/"), context))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.reason()).startsWith("127.0.0.1 cannot be reached"));
    }

    @Test
    void limitsTheWholeCallEvenIfTheBodyDrips() throws Exception {
        server.createContext("/slow", HttpCallTest::drip);

        assertThat(handler.handle(new Args(null, base + "/slow", null, null, 1), context))
                .isEqualTo(Outcome.retry("No complete answer from 127.0.0.1 within 1 s"));
    }

    @Test
    void hangsUpWhenCancelled() {
        server.createContext("/slow", HttpCallTest::drip);
        context.cancelAfterChecks(3);

        assertThatThrownBy(() -> handler.handle(Args.get(base + "/slow"), context))
                .isInstanceOf(JobCancelledException.class);
    }

    @Test
    void refusesHeadersThatTheClientOwns() throws Exception {
        assertThat(handler.handle(new Args(null, base + "/", Map.of("Host", "x"), null, null), context))
                .isInstanceOfSatisfying(
                        Outcome.Fail.class,
                        fail -> assertThat(fail.reason()).startsWith("Header 'Host' cannot be sent"));
        assertThat(handler.handle(new Args(null, base + "/", Map.of("A", "b\r\nC: d"), null, null), context))
                .isInstanceOf(Outcome.Fail.class);
    }

    @Test
    void callsNobodyUnlessAllowed() throws Exception {
        assertThat(calling(List.of()).handle(Args.get("https://api.example.com/x"), context))
                .isEqualTo(Outcome.fail("Calls to api.example.com:443 are not allowed. The operator can allow them:"
                        + " NIGHTSHIFT_HTTP_ALLOW or -Dnightshift.http.allow=api.example.com"
                        + " (nothing is allowed now)"));
        assertThat(calling(List.of("*:*")).handle(Args.get(base + "/"), context))
                .isInstanceOfSatisfying(
                        Outcome.Fail.class, fail -> assertThat(fail.reason()).contains("not of the public network"));
    }

    private static HttpCall calling(List<String> allowed) {
        return new HttpCall(new AllowList(() -> allowed), AddressCheck.byDns(), NOON);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (int i = 0; i < 300; i++) {
                out.write('x');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        }
    }
}
