package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers on one PostgreSQL, and somebody who stands still with what the others want. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FrozenIT {

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
    void aSessionThatHoldsTheRowsOfKeysStopsOnlyThoseKeys() throws SQLException {
        List<String> keyed = submit(first, 6, i -> Map.of("concurrencyKey", "held", "concurrencyLimit", 1), 1_500);
        Jobs jobs = new Jobs(second.as(User.OPERATOR));
        await("the first of them runs")
                .atMost(SOON)
                .until(() -> keyed.stream().anyMatch(id -> jobs.state(id).equals("RUNNING")));

        try (Connection session = postgres.getPostgresDatabase().getConnection()) {
            session.setAutoCommit(false);
            execute(session, "select * from key_gate where name like 'c:%' for update");

            List<String> others = submit(second, 40, i -> i % 4 == 0 ? Map.of("delay", "PT1S") : Map.of(), 20);
            List<String> otherKeys =
                    submit(first, 10, i -> Map.of("concurrencyKey", "free-" + i, "concurrencyLimit", 1), 20);

            assertThat(others).allSatisfy(id -> succeeds(jobs, id));
            assertThat(otherKeys).allSatisfy(id -> succeeds(jobs, id));
            assertThat(keyed.stream().filter(id -> jobs.state(id).equals("BLOCKED")))
                    .as("the held key itself waits")
                    .isNotEmpty();
            session.rollback();
            session.setAutoCommit(true);
        }

        assertThat(keyed).allSatisfy(id -> succeeds(jobs, id));
    }

    @Test
    void readinessSaysThatTheDatabaseIsAwayAndThatItIsBack() throws SQLException {
        try (Connection session = postgres.getTemplateDatabase().getConnection()) {
            execute(session, "alter database postgres with allow_connections false");
            try {
                execute(session, "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");

                Reply down = await("it is not ready")
                        .atMost(SOON)
                        .until(() -> first.management().get("/health/ready"), reply -> reply.status() == 503);
                assertThat(down.text()).contains("the database has not answered for");
                assertThat(first.management().get("/health/live").status()).isEqualTo(200);
            } finally {
                execute(session, "alter database postgres with allow_connections true");
            }
        }

        for (ServerProcess server : List.of(first, second)) {
            await("it is ready again")
                    .atMost(SOON)
                    .until(() -> server.management().get("/health/ready").status() == 200);
        }
        Jobs jobs = new Jobs(first.as(User.OPERATOR));
        assertThat(submit(first, 10, i -> Map.of(), 20)).allSatisfy(id -> succeeds(jobs, id));
    }

    private interface Fields {
        Map<String, ?> of(int number);
    }

    private static List<String> submit(ServerProcess server, int count, Fields fields, int millis) {
        List<Map<String, Object>> requests = IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i -> {
                    Map<String, Object> request = new java.util.HashMap<>(fields.of(i));
                    request.put("type", "test.sleep");
                    request.put("args", Map.of("millis", millis));
                    return request;
                })
                .toList();
        return server.as(User.SUBMITTER)
                .post(Jobs.PATH + ":batch", Jobs.json(Map.of("jobs", requests)))
                .expect(201)
                .json()
                .findValuesAsText("id");
    }

    private static void succeeds(Jobs jobs, String id) {
        assertThat(jobs.ended(id, SOON).at("/state")).isEqualTo("SUCCEEDED");
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private ServerProcess server(String name) {
        return new ServerProcess(
                "frozen-" + name,
                "standalone-full.xml",
                Map.of(
                        "NIGHTSHIFT_NODE_NAME", name,
                        "NIGHTSHIFT_DB_DRIVER", "postgresql",
                        "NIGHTSHIFT_DB_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "NIGHTSHIFT_DB_USER", "postgres",
                        "NIGHTSHIFT_DB_PASSWORD", "postgres"));
    }
}
