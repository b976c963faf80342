package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs that run without a thread, that go on later, and that do not listen. */
class AsyncIT extends DeployedTest {

    private static final int MANY = 3_000;

    @Test
    void thousandsWaitAtOnceWithoutAThreadEach() {
        jobs().ended(jobs().submit("test.wait", Map.of("millis", 0)));
        as(User.ADMIN)
                .put(Api.V1 + "/queues/test.wait/concurrency", "{\"perNode\": 100000}")
                .expect(200);
        int before = census().at("/threads").asInt();

        Map<String, Object> job = Map.of("type", "test.wait", "args", Map.of("millis", 20_000));
        Reply batch = as(User.OPERATOR)
                .post(Jobs.PATH + ":batch", Jobs.json(Map.of("jobs", Collections.nCopies(MANY, job))))
                .expect(201);

        await("all of them wait")
                .atMost(Duration.ofSeconds(18))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    JsonNode census = census();
                    assertThat(census.at("/waiting").asInt()).isEqualTo(MANY);
                    assertThat(census.at("/threads").asInt()).isLessThan(before + 100);
                });
        String last = batch.json().findValuesAsText("id").get(MANY - 1);
        assertThat(jobs().ended(last, Duration.ofSeconds(60)).at("/state")).isEqualTo("SUCCEEDED");
        await("each handler's bean is destroyed")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> census().at("/waiting").asInt() == 0);
    }

    @Test
    void stopsAJobThatWaitsWithoutAThread() {
        String id = jobs().submit("test.wait", Map.of("millis", 600_000));
        jobs().in("RUNNING", id);

        assertThat(jobs().cancel(id).expect(202).at("/reply")).isEqualTo("REQUESTED");

        assertThat(jobs().ended(id, Duration.ofSeconds(15)).at("/state")).isEqualTo("CANCELLED");
    }

    @Test
    void snoozesWithoutSpendingAnAttempt() {
        String id = jobs().submit("test.snooze", Map.of("times", 3, "millis", 300));

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(job.at("/result/attempt")).isEqualTo("1");
        assertThat(job.at("/result/snoozed")).isEqualTo("3");
        assertThat(job.json().at("/errors")).isEmpty();
        Reply log = as(User.VIEWER).get(Jobs.PATH + "/" + id + "/log?limit=100");
        assertThat(log.json().at("/lines").findValuesAsText("message"))
                .containsExactly(
                        "Snoozes for PT0.3S: time 1", "Snoozes for PT0.3S: time 2", "Snoozes for PT0.3S: time 3");
    }

    @Test
    void showsAJobThatSnoozesAsScheduled() {
        String id = jobs().submit("test.snooze", Map.of("times", 1, "millis", 600_000));

        Reply job = jobs().in("SCHEDULED", id);

        assertThat(job.at("/attempt")).isEqualTo("1");
        assertThat(job.at("/dueAt")).isNotEmpty();
        assertThat(jobs().cancel(id).expect(200).at("/reply")).isEqualTo("CANCELLED");
    }

    /** The handler goes on for a while; its job does not wait for it. */
    @Test
    void givesUpACancelledHandlerThatDoesNotListen() {
        String id = jobs().submit("test.ignore-interrupt", Map.of("millis", 20_000));
        jobs().in("RUNNING", id);

        assertThat(jobs().cancel(id).expect(202).at("/reply")).isEqualTo("REQUESTED");

        Reply job = jobs().ended(id, Duration.ofSeconds(15));
        assertThat(job.at("/state")).isEqualTo("CANCELLED");
        assertThat(job.at("/errors/0/kind")).isEqualTo("CANCELLED");
        assertThat(job.at("/errors/0/message")).contains("ignored its interrupt");
    }

    private static JsonNode census() {
        return jobs().ended(jobs().submit("test.census", Map.of())).json().at("/result");
    }
}
