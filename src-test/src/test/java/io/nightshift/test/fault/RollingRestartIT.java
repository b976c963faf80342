package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.fault.Traces.Trace;
import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers on one PostgreSQL, under load: SIGTERM and a drain spend no attempt, and nothing runs twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RollingRestartIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private EmbeddedPostgres postgres;
    private ServerProcess first;
    private ServerProcess second;

    @BeforeAll
    void start() throws IOException {
        Files.createDirectories(Place.target("postgres"));
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Place.target("postgres").toFile())
                .start();
        first = server("first").start();
        second = server("second").start();
    }

    @AfterAll
    void end() throws IOException {
        first.close();
        second.close();
        postgres.close();
    }

    @Test
    void aRollingRestartUnderLoadSpendsNoAttemptAndRunsNothingTwice() {
        Traces traces = new Traces(first.folder().resolve("restart"));
        List<String> ids = new ArrayList<>(submit(first, "restart", 150));
        underLoad(traces, 0);

        first.stop();
        assertThat(first.log())
                .as("it has its database to the end")
                .content()
                .contains("NS0002")
                .doesNotContain("NS0003", "The duty 'leave' failed");
        first.start();
        ids.addAll(submit(first, "restart", 80));
        underLoad(traces, traces.ended().size());
        second.stop();
        second.start();

        await("all jobs have left their traces")
                .atMost(SOON)
                .until(() -> traces.ended().size() == ids.size());
        for (int count : List.of(150, 80)) {
            String found = Jobs.PATH + "?limit=200&tag=restart-" + count;
            JsonNode jobs = await("their outcomes are written")
                    .atMost(SOON)
                    .until(
                            () -> second.as(User.OPERATOR)
                                    .get(found)
                                    .expect(200)
                                    .json()
                                    .at("/jobs"),
                            rows -> rows.findValuesAsText("state").stream().allMatch("SUCCEEDED"::equals));
            assertThat(jobs).hasSize(count);
            assertThat(jobs)
                    .allSatisfy(job -> assertThat(job.at("/attempt").asInt())
                            .as(job.toString())
                            .isEqualTo(1));
            assertThat(jobs.findValuesAsText("error")).isEmpty();
        }
        assertThat(traces.read().stream().filter(Trace::start).map(Trace::job))
                .as("each job started once")
                .containsExactlyInAnyOrderElementsOf(ids);
        traces.assertNoOverlap();
    }

    @Test
    void aDrainedNodeGoesOnServingAndTakesJobsAgainWhenItIsResumed() {
        Traces traces = new Traces(first.folder().resolve("drain"));
        Api api = second.as(User.OPERATOR);
        await("both nodes know of each other").atMost(SOON).until(() -> isLive("second"));
        String incarnation = node("second").at("/incarnation").asText();

        Reply drained =
                api.post(Api.V1 + "/nodes/" + incarnation + "/drain", "").expect(200);
        assertThat(drained.at("/state"))
                .as("a node without jobs is drained at once")
                .isIn("DRAINING", "DRAINED");
        assertThat(drained.at("/drainingBy")).isEqualTo(User.OPERATOR.user());
        await("it is drained")
                .atMost(SOON)
                .until(() -> node("second").at("/state").asText().equals("DRAINED"));

        List<String> ids = submit(second, "drain", 30);
        await("the other node runs them")
                .atMost(SOON)
                .until(() -> traces.ended().containsAll(ids));
        assertThat(traces.read()).allMatch(trace -> trace.process() == first.pid());
        assertThat(node("second").at("/live").asBoolean()).isTrue();
        assertThat(second.management().get("/health/ready").status()).isEqualTo(200);

        api.post(Api.V1 + "/nodes/" + incarnation + "/resume", "").expect(200);
        await("it takes jobs again").atMost(SOON).until(() -> {
            submit(second, "drain", 5);
            return traces.read().stream().anyMatch(trace -> trace.process() == second.pid());
        });
    }

    private ServerProcess server(String name) {
        return new ServerProcess(
                "rolling-" + name,
                "standalone-full.xml",
                Map.of(
                        "NIGHTSHIFT_NODE_NAME", name,
                        "NIGHTSHIFT_DRAIN", "30s",
                        "NIGHTSHIFT_DB_DRIVER", "postgresql",
                        "NIGHTSHIFT_DB_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "NIGHTSHIFT_DB_USER", "postgres",
                        "NIGHTSHIFT_DB_PASSWORD", "postgres"));
    }

    /** Short ones and long ones, mixed. */
    private List<String> submit(ServerProcess server, String file, int count) {
        String path = first.folder().resolve(file).toString();
        List<Map<String, Object>> requests = IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i -> Map.of(
                        "type", "test.effect",
                        "tags", List.of(file + "-" + count),
                        "args", Map.of("file", path, "millis", i % 5 == 0 ? 3_000 : i % 5 * 40)))
                .toList();
        return server.as(User.SUBMITTER)
                .post(Jobs.PATH + ":batch", Jobs.json(Map.of("jobs", requests)))
                .expect(201)
                .json()
                .findValuesAsText("id");
    }

    private static void underLoad(Traces traces, int endedBefore) {
        await("some jobs ended and others running")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> traces.ended().size() > endedBefore + 5
                        && traces.running().size() >= 3);
    }

    private boolean isLive(String name) {
        return live(name).findFirst().isPresent();
    }

    private JsonNode node(String name) {
        return live(name).findFirst().orElseThrow(() -> new AssertionError("No live node " + name));
    }

    private Stream<JsonNode> live(String name) {
        JsonNode nodes =
                first.as(User.VIEWER).get(Api.V1 + "/nodes").expect(200).json().at("/nodes");
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node -> node.at("/name").asText().equals(name)
                        && node.at("/live").asBoolean());
    }
}
