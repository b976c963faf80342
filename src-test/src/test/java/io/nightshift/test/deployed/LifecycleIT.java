package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a job after it was submitted. */
class LifecycleIT extends DeployedTest {

    @Test
    void triesAgainUntilItSucceedsAndKeepsTheErrors() {
        String id = jobs().submit("test.flaky", Map.of("failures", 2));

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(job.at("/result/attempt")).isEqualTo("3");
        assertThat(job.json().at("/errors")).hasSize(2);
        assertThat(job.at("/errors/0/attempt")).isEqualTo("1");
        assertThat(job.at("/errors/0/kind")).isEqualTo("FAILED");
        assertThat(job.at("/errors/0/errorClass")).isEqualTo("java.lang.IllegalStateException");
        assertThat(job.at("/errors/0/message")).contains("planned failure of attempt 1");
        assertThat(job.at("/errors/0/stackTrace")).contains("io.nightshift.test.handler.Flaky.handle");
    }

    @Test
    void givesUpWhenTheAttemptsAreUsedUp() {
        String id = jobs().submit("test.flaky", Map.of("failures", 9), Map.of("maxAttempts", 3));

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("DEAD");
        assertThat(job.json().at("/errors")).hasSize(3);
    }

    @Test
    void givesUpAtOnceWhenTryingAgainIsUseless() {
        String id = jobs().submit("test.fail", Map.of());

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("DEAD");
        assertThat(job.json().at("/errors")).hasSize(1);
        assertThat(job.at("/errors/0/message")).contains("planned failure for good");
    }

    @Test
    void runsADeadJobAgainWhenAnOperatorSaysSo() throws IOException {
        Path repaired = SharedServer.folder().resolve(unique("repaired"));
        String id = jobs().submit("test.fail", Map.of("unlessExists", repaired.toString()));
        jobs().in("DEAD", id);

        Files.writeString(repaired, "");
        Reply retried = jobs().retry(id);

        assertThat(retried.expect(200).at("/reply")).isEqualTo("RETRIED");
        assertThat(jobs().in("SUCCEEDED", id).json().at("/errors")).hasSize(1);
        assertThat(jobs().retry(id).status()).isEqualTo(409);
    }

    /** I9: the reply says that the cancel won, and so it is. */
    @Test
    void cancelsAJobThatWaits() {
        String id = jobs().submit("test.echo", Map.of("text", "never"), Map.of("delay", "PT10M"));

        Reply cancelled = jobs().cancel(id);

        assertThat(cancelled.expect(200).at("/reply")).isEqualTo("CANCELLED");
        assertThat(jobs().state(id)).isEqualTo("CANCELLED");
    }

    @Test
    void stopsAJobThatRuns() {
        String id = jobs().submit("test.sleep", Map.of("millis", 60_000));
        jobs().in("RUNNING", id);

        Reply requested = jobs().cancel(id);

        assertThat(requested.expect(202).at("/reply")).isEqualTo("REQUESTED");
        assertThat(jobs().ended(id, Duration.ofSeconds(15)).at("/state")).isEqualTo("CANCELLED");
        assertThat(jobs().cancel(id).status()).isEqualTo(409);
    }

    @Test
    void stopsAnAttemptThatTakesTooLong() {
        String id =
                jobs().submit("test.sleep", Map.of("millis", 60_000), Map.of("timeout", "PT0.5S", "maxAttempts", 1));

        Reply job = jobs().ended(id, Duration.ofSeconds(15));

        assertThat(job.at("/state")).isEqualTo("DEAD");
        assertThat(job.at("/errors/0/kind")).isEqualTo("TIMED_OUT");
    }

    /** A handler that does not listen must not hold its job for ever, nor the others of the node. */
    @Test
    void goesOnWithoutAHandlerThatDoesNotListen() {
        String stubborn = jobs().submit(
                        "test.ignore-interrupt",
                        Map.of("millis", 20_000),
                        Map.of("timeout", "PT0.5S", "maxAttempts", 1));
        jobs().in("RUNNING", stubborn);

        String other = jobs().submit("test.echo", Map.of("text", "meanwhile"));

        assertThat(jobs().ended(other).at("/state")).isEqualTo("SUCCEEDED");
        Reply job = jobs().ended(stubborn, Duration.ofSeconds(15));
        assertThat(job.at("/state")).isEqualTo("DEAD");
        assertThat(job.at("/errors/0/kind")).isEqualTo("TIMED_OUT");
    }

    @Test
    void showsHowFarAJobIs() {
        String id = jobs().submit("test.progress", Map.of("steps", 40, "stepMillis", 100));

        Reply underway = await("progress of job " + id)
                .atMost(Duration.ofSeconds(15))
                .until(
                        () -> jobs().find(id),
                        job -> job.json().at("/progress/done").asInt() > 0);

        assertThat(underway.at("/state")).isEqualTo("RUNNING");
        assertThat(underway.json().at("/progress/total").asInt()).isEqualTo(40);
        assertThat(underway.at("/progress/note")).startsWith("step ");
        assertThat(jobs().ended(id).at("/result/steps")).isEqualTo("40");
        Reply log = await("the log of job " + id)
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> as(User.VIEWER).get(Jobs.PATH + "/" + id + "/log?limit=100"),
                        lines -> lines.json().at("/lines").size() == 40);
        assertThat(log.at("/lines/39/message")).isEqualTo("did step 40");
    }

    @Test
    void runsADelayedJobNotBeforeItsTime() {
        Instant before = Instant.now();
        String id = jobs().submit("test.echo", Map.of("text", "later"), Map.of("delay", "PT3S"));
        assertThat(jobs().state(id)).isEqualTo("SCHEDULED");

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(Instant.parse(job.at("/finishedAt")))
                .isAfter(before.plusSeconds(3).minusMillis(50));
    }

    @Test
    void expiresAJobThatDidNotStartInTime() {
        String id = jobs().submit(
                        "test.echo",
                        Map.of("text", "too late"),
                        Map.of(
                                "delay",
                                "PT1H",
                                "startBefore",
                                Instant.now().plusSeconds(1).toString()));

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("EXPIRED");
    }

    @Test
    void replacesOrKeepsTheJobThatWaitsWithTheSameUniqueKey() {
        String key = unique("debounce");
        Map<String, Object> args = Map.of("text", "quiet now");
        String first = jobs().submit("test.echo", args, Map.of("delay", "PT1H", "uniqueKey", key));
        String keep = Jobs.body("test.echo", args, Map.of("uniqueKey", key));

        Reply kept = as(User.OPERATOR).post(Jobs.PATH, keep);
        String second =
                jobs().submit("test.echo", args, Map.of("delay", "PT1S", "uniqueKey", key, "whilePending", "REPLACE"));

        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.at("/id")).isEqualTo(first);
        Reply replaced = jobs().ended(first);
        assertThat(replaced.at("/state")).isEqualTo("CANCELLED");
        assertThat(replaced.at("/reason")).contains("Replaced by job " + second);
        assertThat(jobs().ended(second).at("/state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void stopsAJobWhoseTimeLimitIsOverAndTriesItNoMore() {
        String id = jobs().submit("test.sleep", Map.of("millis", 60_000), Map.of("timeLimit", "PT3S"));

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("DEAD");
        assertThat(job.at("/attempt")).isEqualTo("1");
        assertThat(job.at("/errors/0/kind")).isEqualTo("TIMED_OUT");
        assertThat(job.at("/errors/0/message")).contains("time limit");
        assertThat(Instant.parse(job.at("/endBefore")))
                .isEqualTo(Instant.parse(job.at("/submittedAt")).plusSeconds(3));
    }

    /** One at a time, so that the order is the order of the ends. */
    @Test
    void runsTheMoreUrgentFirst() {
        String queue = unique("prio");
        String blocker = jobs().submit("test.sleep", Map.of("millis", 1_500), Map.of("queue", queue));
        jobs().in("RUNNING", blocker);
        as(User.ADMIN)
                .put(Api.V1 + "/queues/" + queue + "/concurrency", "{\"perNode\": 1}")
                .expect(200);

        List<String> late = List.of(
                jobs().submit("test.sleep", Map.of("millis", 200), Map.of("queue", queue, "priority", 9)),
                jobs().submit("test.sleep", Map.of("millis", 200), Map.of("queue", queue, "priority", 5)),
                jobs().submit("test.sleep", Map.of("millis", 200), Map.of("queue", queue, "priority", 0)));

        List<Instant> ends = late.stream()
                .map(id -> Instant.parse(jobs().ended(id).at("/finishedAt")))
                .toList();
        assertThat(ends.get(2)).isBefore(ends.get(1));
        assertThat(ends.get(1)).isBefore(ends.get(0));
    }
}
