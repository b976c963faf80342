package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.User;
import io.nightshift.test.server.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that is away, from the boot on: JMS is a way in and a hint, never what the jobs stand on. */
class NoBrokerIT {

    private static final ServerProcess SERVER = new ServerProcess(
            "no-broker",
            "standalone-full-broker.xml",
            // Nobody listens on port 1.
            Map.of(
                    "NIGHTSHIFT_BROKER_HOST", "127.0.0.1",
                    "NIGHTSHIFT_BROKER_PORT", "1",
                    "NIGHTSHIFT_BROKER_PASSWORD", "none"));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    @Test
    void runsWhatComesOverHttp() {
        Jobs jobs = new Jobs(SERVER.as(User.OPERATOR));

        List<String> ids = IntStream.range(0, 50)
                .mapToObj(i -> jobs.submit("test.echo", Map.of("text", "no broker " + i)))
                .toList();
        String flaky = jobs.submit("test.flaky", Map.of("failures", 2));

        assertThat(ids).allSatisfy(id -> assertThat(jobs.ended(id).at("/state")).isEqualTo("SUCCEEDED"));
        assertThat(jobs.ended(flaky).at("/state")).isEqualTo("SUCCEEDED");
    }

    /** A request thread must never wait for a broker. */
    @Test
    void answersAtOnce() {
        Jobs jobs = new Jobs(SERVER.as(User.OPERATOR));
        jobs.ended(jobs.submit("test.echo", Map.of("text", "warm")));

        long before = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            jobs.submit("test.echo", Map.of("text", "quick " + i));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void firesSchedules() {
        Api api = SERVER.as(User.OPERATOR);
        String id = api.post(
                        Api.V1 + "/schedules",
                        Jobs.json(Map.of(
                                "name", "no-broker",
                                "type", "test.echo",
                                "args", Map.of("text", "tick"),
                                "interval", "PT1S")))
                .expect(201)
                .at("/id");

        List<String> fired = await("fires")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> api.get(Api.V1 + "/schedules/" + id + "/fires?limit=10")
                                .json()
                                .findValuesAsText("jobId"),
                        jobs -> jobs.size() >= 3);

        assertThat(fired)
                .allSatisfy(
                        job -> assertThat(new Jobs(api).ended(job).at("/state")).isEqualTo("SUCCEEDED"));
        api.delete(Api.V1 + "/schedules/" + id).expect(204);
    }
}
