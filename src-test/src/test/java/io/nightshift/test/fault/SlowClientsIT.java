package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.RawSocket;
import io.nightshift.test.client.User;
import io.nightshift.test.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hundred connections that send as slowly as they can, in each of the ways: everybody else goes on. */
class SlowClientsIT {

    private static final int HOSTILE = 100;
    private static final int OTHERS = 200;

    private static final ServerProcess SERVER = new ServerProcess(
            "slow-clients",
            "standalone-full.xml",
            Map.of("NIGHTSHIFT_HTTP_BODY_GRACE", "40", "NIGHTSHIFT_HTTP_HEADER_TIMEOUT", "60000"));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    /** What a hostile connection sends before it becomes slow. */
    enum Way {
        HEADERS_ONLY("POST " + Jobs.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", ""),
        SMALL_BODY(head("Content-Length: 900"), "{"),
        CHUNKED_BODY(head("Transfer-Encoding: chunked"), "400\r\n{"),
        EXPECTED_BODY(head("Content-Length: 900\r\nExpect: 100-continue"), ""),
        LARGE_BODY(head("Content-Length: 3000000"), " ".repeat(1_300_000)),
        OF_NOBODY(
                "POST " + Jobs.PATH
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n",
                "{");

        private final String head;
        private final String begin;

        Way(String head, String begin) {
            this.head = head;
            this.begin = begin;
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void stopNobodyElse(Way way) throws IOException {
        Api others = SERVER.as(User.SUBMITTER);
        others.post(Jobs.PATH, job()).expect(201);
        long log = Files.size(SERVER.log());
        List<RawSocket> hostile = new ArrayList<>();
        try {
            for (int i = 0; i < HOSTILE; i++) {
                hostile.add(begin(way));
            }
            int served = 0;
            for (int i = 0; i < OTHERS; i++) {
                hostile.get(i % HOSTILE).drip();
                served += others.post(Jobs.PATH, job()).status() == 201 ? 1 : 0;
            }

            assertThat(served).as("of %s requests of others", OTHERS).isGreaterThanOrEqualTo(OTHERS * 8 / 10);
        } finally {
            hostile.forEach(RawSocket::close);
        }
        others.post(Jobs.PATH, job()).expect(201);
        assertThat(logSince(log)).as("who goes away is no fault of the server").doesNotContain("NS5001", " ERROR ");
    }

    @Test
    void areCutOff() {
        List<RawSocket> hostile =
                IntStream.range(0, 20).mapToObj(i -> begin(Way.SMALL_BODY)).toList();

        await("all are cut off")
                .atMost(Duration.ofMinutes(3))
                .until(() -> hostile.stream().filter(RawSocket::drip).count() == 0);

        hostile.forEach(RawSocket::close);
    }

    /** As slow as many a line is: above the least rate nobody is cut off. */
    @Test
    void whoIsSlowButHonestIsServed() {
        String body = job();
        try (RawSocket socket = new RawSocket(SERVER.ports().http())) {
            socket.send(head("Connection: close\r\nContent-Length: " + body.length()));
            for (int i = 0; i < body.length(); i++) {
                socket.send(body.substring(i, i + 1));
            }

            assertThat(RawSocket.status(socket.answer())).isEqualTo(201);
        }
    }

    private static RawSocket begin(Way way) {
        RawSocket socket = new RawSocket(SERVER.ports().http());
        try {
            return socket.send(way.head).send(way.begin);
        } catch (UncheckedIOException e) {
            // Refused before all was sent: it is hostile no longer.
            return socket;
        }
    }

    private static String head(String headers) {
        return "POST " + Jobs.PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + RawSocket.basic(User.SUBMITTER.user(), User.SUBMITTER.password())
                + "\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n";
    }

    private static String job() {
        return Jobs.body("test.echo", Map.of("text", "slow"), Map.of());
    }

    private static String logSince(long position) throws IOException {
        String log = Files.readString(SERVER.log());
        return log.substring((int) Math.min(position, log.length()));
    }
}
