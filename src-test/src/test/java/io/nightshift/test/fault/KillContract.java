package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Csv;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** kill -9 of the only server in the middle of its work, and a start on what it left; the same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillContract {

    private static final String TYPE = "test.effect";
    private static final int KILLS = 2;
    static final Duration RECOVERY = Duration.ofSeconds(90);

    @SuppressWarnings("NullAway.Init")
    private ServerProcess server;

    /** The one that is killed. */
    ServerProcess server() {
        return server;
    }

    /** Prepares the server, and its database if it needs one. */
    abstract ServerProcess prepare() throws Exception;

    /** Ends what {@link #prepare} started, but not the server. */
    void clear() throws Exception {}

    @BeforeAll
    void start() throws Exception {
        server = prepare();
        server.start();
    }

    @AfterAll
    void end() throws Exception {
        server.close();
        clear();
    }

    /** I1, I2, I4, I6, I7: what was answered is there and ends; of no job are there two runs at a time. */
    @Test
    void losesNothingAndRunsNothingTwiceAtOnce() {
        Traces traces = new Traces(server.folder().resolve("traces"));
        Map<String, String> submitted = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();

        for (int kill = 1; kill <= KILLS; kill++) {
            long endedBefore = traces.ended().size();
            submit(40, keys, submitted);
            await("some jobs ended and others running")
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> traces.ended().size() > endedBefore + 5
                            && traces.running().size() >= 3);
            server.kill();
            server.start();
        }
        // A caller that does not know what became of its requests repeats them all.
        Map<String, String> repeated = new LinkedHashMap<>();
        keys.forEach(key -> repeated.put(key, submitOne(key)));

        assertThat(repeated).containsAllEntriesOf(submitted);
        Jobs jobs = new Jobs(server.as(User.OPERATOR));
        assertThat(repeated.values())
                .allSatisfy(
                        id -> assertThat(jobs.ended(id, RECOVERY).at("/state")).isEqualTo("SUCCEEDED"));
        assertThat(traces.ended()).containsExactlyInAnyOrderElementsOf(repeated.values());
        traces.assertNoOverlap();
    }

    /** A job that was running counts one lost attempt, says so, and runs again. */
    @Test
    void tellsThatAnAttemptWasLost() {
        Jobs jobs = new Jobs(server.as(User.OPERATOR));
        String id = jobs.submit("test.sleep", Map.of("millis", 4_000));
        jobs.in("RUNNING", id);

        server.kill();
        server.start();

        Reply job = jobs.ended(id, RECOVERY);
        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(job.at("/attempt")).isEqualTo("2");
        assertThat(job.at("/errors/0/kind")).isEqualTo("LOST");
    }

    /** What was written before the kill is not written again: the import goes on after its last chunk. */
    @Test
    void importsEveryRowOnce() throws IOException {
        Path folder = server.folder().resolve("nightshift/import");
        Csv.write(folder.resolve("orders.csv"), 300_000);
        Jobs jobs = new Jobs(server.as(User.OPERATOR));
        String id = jobs.submit("csv.import", Csv.args("orders.csv", "imported.csv", 500));
        await("half of the import")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jobs.find(id).json().at("/progress/percent").asInt() >= 10);

        server.kill();
        assertThat(jobs.find(id).status()).isZero();
        server.start();

        Reply job = jobs.ended(id, RECOVERY);
        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        assertThat(job.at("/attempt")).isEqualTo("2");
        assertThat(job.at("/result/good")).isEqualTo("297000");
        assertThat(job.at("/result/bad")).isEqualTo("3000");
        try (Stream<String> lines = Files.lines(folder.resolve("imported.csv"))) {
            assertThat(lines.skip(1)
                            .map(line -> line.substring(0, line.indexOf(',')))
                            .distinct()
                            .count())
                    .isEqualTo(297_000);
        }
        assertThat(Files.readAllLines(folder.resolve("imported.csv"))).hasSize(297_001);
    }

    /** I8: a schedule goes on after a kill, and says what it did with the instants in between. */
    @Test
    void schedulesGoOn() {
        Api api = server.as(User.OPERATOR);
        String id = api.post(
                        Api.V1 + "/schedules",
                        Jobs.json(Map.of(
                                "name",
                                "kill-" + UUID.randomUUID(),
                                "type",
                                "test.echo",
                                "args",
                                Map.of("text", "tick"),
                                "interval",
                                "PT1S")))
                .expect(201)
                .at("/id");
        await("fires").atMost(RECOVERY).until(() -> fires(id).size() >= 3);

        server.kill();
        server.start();
        int before = fires(id).size();

        await("fires after the kill").atMost(RECOVERY).until(() -> fires(id).size() >= before + 4);
        api.delete(Api.V1 + "/schedules/" + id).expect(204);
    }

    /** A graceful stop gives its jobs back: nothing is lost, and no attempt is spent. */
    @Test
    void givesItsJobsBackWhenItIsStopped() {
        Jobs jobs = new Jobs(server.as(User.OPERATOR));
        String id = jobs.submit("test.sleep", Map.of("millis", 15_000));
        jobs.in("RUNNING", id);

        server.stop();
        server.start();

        Reply job = jobs.ended(id, RECOVERY);
        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(job.json().at("/errors")).isEmpty();
    }

    /** In one call, so that all of them are there before the first ones end. */
    private void submit(int count, List<String> keys, Map<String, String> submitted) {
        List<String> fresh =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
        List<Map<String, Object>> requests = fresh.stream()
                .<Map<String, Object>>map(key -> Map.of("type", TYPE, "args", args(key), "idempotencyKey", key))
                .toList();
        List<String> ids = server.as(User.SUBMITTER)
                .post(Jobs.PATH + ":batch", Jobs.json(Map.of("jobs", requests)))
                .expect(201)
                .json()
                .findValuesAsText("id");
        assertThat(ids).hasSize(count);
        for (int i = 0; i < count; i++) {
            keys.add(fresh.get(i));
            submitted.put(fresh.get(i), ids.get(i));
        }
    }

    /** Short and long ones mixed; what a key stands for is always the same. */
    private Map<String, Object> args(String key) {
        int millis = (Math.abs(key.hashCode()) % 8) * 500;
        return Map.of("file", server.folder().resolve("traces").toString(), "millis", millis);
    }

    private String submitOne(String key) {
        String body = Jobs.body(TYPE, args(key), Map.of());
        Reply reply = server.as(User.SUBMITTER).post(Jobs.PATH, body, "Idempotency-Key", key);
        assertThat(reply.status()).as(reply.toString()).isIn(200, 201);
        return reply.at("/id");
    }

    private List<Instant> fires(String id) {
        List<Instant> fires = new ArrayList<>();
        JsonNode rows = server.as(User.VIEWER)
                .get(Api.V1 + "/schedules/" + id + "/fires?limit=200")
                .expect(200)
                .json()
                .at("/fires");
        rows.forEach(fire -> fires.add(Instant.parse(fire.at("/fireAt").asText())));
        // Newest first, none missing and none doubled: what nobody fired is recorded as coalesced.
        for (int i = 1; i < fires.size(); i++) {
            assertThat(fires.get(i - 1)).isEqualTo(fires.get(i).plusSeconds(1));
        }
        return fires;
    }
}
