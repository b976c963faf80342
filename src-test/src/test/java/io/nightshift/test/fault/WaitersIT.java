package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.RawSocket;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Requests that wait for a job: as many as may, those whose clients went away, and the end of the server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WaitersIT {

    private static final int MOST = 10;

    private static final ServerProcess SERVER = new ServerProcess(
            "waiters", "standalone-full.xml", Map.of("NIGHTSHIFT_HTTP_WAITERS", Integer.toString(MOST)));

    private static String job = "";

    @BeforeAll
    static void start() {
        SERVER.start();
        job = new Jobs(SERVER.as(User.OPERATOR))
                .submit("test.echo", Map.of("text", "x"), Map.of("delay", "PT1H", "queue", "later"));
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    @Test
    @Order(1)
    void whoseClientsWentAwayMakeRoomForOthers() {
        List<RawSocket> waiting = Stream.generate(WaitersIT::waiter).limit(MOST).toList();
        await("no more may wait")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    Reply refused = waiting("PT0.001S");
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.header("Retry-After")).isNotEmpty();
                    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
                });
        // Without a wait the question is answered as ever.
        SERVER.as(User.OPERATOR).get(Jobs.PATH + "/" + job).expect(200);

        waiting.forEach(RawSocket::close);

        // Long before their minute is over.
        await("room for others")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> waiting("PT0.001S").status() == 200);
    }

    /** What a client sends before it has its answer is read after it. */
    @Test
    @Order(2)
    void theNextRequestMayComeBeforeTheAnswer() {
        try (RawSocket socket = new RawSocket(SERVER.ports().http())) {
            socket.send(request("?wait=PT3S", "keep-alive") + request("", "close"));

            String answers = socket.answer();

            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    @Order(3)
    void areAnsweredWhenTheServerStops() throws Exception {
        CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(() -> waiting("PT60S"));
        try {
            Reply early = answer.get(2, TimeUnit.SECONDS);
            throw new AssertionError("Answered before its time: " + early);
        } catch (java.util.concurrent.TimeoutException expected) {
            SERVER.stop();
        }

        assertThat(answer.get(30, TimeUnit.SECONDS).expect(200).at("/state")).isEqualTo("SCHEDULED");
    }

    private static Reply waiting(String time) {
        return SERVER.as(User.OPERATOR).get(Jobs.PATH + "/" + job + "?wait=" + time);
    }

    private static RawSocket waiter() {
        return new RawSocket(SERVER.ports().http()).send(request("?wait=PT60S", "keep-alive"));
    }

    private static String request(String query, String connection) {
        return "GET " + Jobs.PATH + "/" + job + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + RawSocket.basic(User.OPERATOR.user(), User.OPERATOR.password()) + "\r\nConnection: " + connection
                + "\r\n\r\n";
    }
}
