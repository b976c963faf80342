package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Console;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** PostgreSQL is away: nobody is told that their secret is wrong, since nobody can know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DatabaseAwayIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private EmbeddedPostgres postgres;
    private ServerProcess server;
    private Path data;

    @BeforeAll
    void start() throws IOException {
        data = Files.createDirectories(Place.target("postgres")).resolve("away-" + System.nanoTime());
        postgres = postgres(0);
        server = new ServerProcess(
                        "database-away",
                        "standalone-full.xml",
                        Map.of(
                                "NIGHTSHIFT_DB_DRIVER", "postgresql",
                                "NIGHTSHIFT_DB_URL", postgres.getJdbcUrl("postgres", "postgres"),
                                "NIGHTSHIFT_DB_USER", "postgres",
                                "NIGHTSHIFT_DB_PASSWORD", "postgres"))
                .start();
    }

    @AfterAll
    void end() throws IOException {
        server.close();
        postgres.close();
    }

    @Test
    void tellsCallersToComeAgainWhileItIsAwayAndLetsThemInAfterwards() throws IOException {
        String token = service();
        Console open = new Console(server.ports().http());
        open.signIn(User.OPERATOR.user(), User.OPERATOR.password());
        int port = postgres.getPort();

        postgres.close();
        try {
            assertEverybodyIsToldToComeAgain(token, open);
        } finally {
            postgres = postgres(port);
        }

        await("callers come in again")
                .atMost(SOON)
                .until(() -> server.as(User.SUBMITTER).post(Jobs.PATH, job()).status() == 201
                        && Api.as("away-service", token, server.ports().http())
                                        .post(Jobs.PATH, job())
                                        .status()
                                == 201);
        assertThat(open.isSignedIn()).as("the session was not ended by it").isTrue();
        assertThat(Api.as(User.ADMIN.user(), "wrong", server.ports().http())
                        .get(Jobs.PATH)
                        .status())
                .isEqualTo(401);
    }

    /** All connections of the server are held by others: the same. */
    @Test
    void tellsCallersToComeAgainWhileEveryConnectionIsTaken() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Every question about a user waits for this lock, each with a connection of the pool.
            connection.setAutoCommit(false);
            statement.execute("lock table app_user in access exclusive mode");

            await("what was read just before is old")
                    .atMost(SOON)
                    .until(() -> isLater(server.as(User.SUBMITTER).post(Jobs.PATH, job())));
            for (int i = 0; i < 5; i++) {
                assertLater(server.as(User.SUBMITTER).post(Jobs.PATH, job()));
            }
            connection.rollback();
        }

        await("callers come in again")
                .atMost(SOON)
                .until(() -> server.as(User.SUBMITTER).post(Jobs.PATH, job()).status() == 201);
    }

    /** The acts are those of stores that write in different ways; the audit refuses to record them. */
    @Test
    void undoesAnActThatCannotBeRecorded() throws SQLException {
        Jobs jobs = new Jobs(server.as(User.OPERATOR));
        String waiting = jobs.submit("test.echo", Map.of("text", "x"), Map.of("delay", "PT2H"));
        String queue = Api.V1 + "/queues/test";
        String type = Api.V1 + "/job-types/test.echo";
        String user = Api.V1 + "/users/test-viewer/roles";
        String schedule = Jobs.json(
                Map.of("name", "Not recorded", "type", "test.echo", "args", Map.of("text", "x"), "cron", "0 2 * * *"));
        Api operator = server.as(User.OPERATOR);
        Api admin = server.as(User.ADMIN);
        sql("alter table audit add constraint refuse_all check (action is null) not valid");
        try {
            operator.post(queue + "/pause", "").expect(500);
            operator.post(type + "/pause", "").expect(500);
            operator.post(Api.V1 + "/schedules", schedule).expect(500);
            operator.post(Jobs.PATH + "/" + waiting + "/cancel", "").expect(500);
            admin.put(user, "{\"roles\":[\"admin\"]}").expect(500);
            admin.put(type + "/access", "{\"roles\":[]}").expect(500);

            assertThat(operator.get(queue).at("/paused")).isEqualTo("false");
            assertThat(operator.get(type).at("/setting/paused")).isEqualTo("false");
            assertThat(operator.get(Api.V1 + "/schedules").text()).doesNotContain("Not recorded");
            assertThat(jobs.state(waiting)).isEqualTo("SCHEDULED");
            assertThat(server.as(User.VIEWER).get(Api.V1 + "/users").status()).isEqualTo(403);
            assertThat(admin.get(type + "/access").at("/rule")).isEqualTo("NONE");
        } finally {
            sql("alter table audit drop constraint refuse_all");
        }

        operator.post(Jobs.PATH + "/" + waiting + "/cancel", "").expect(200);
        operator.post(queue + "/pause", "").expect(200);
        operator.post(queue + "/resume", "").expect(200);
        assertThat(jobs.state(waiting)).isEqualTo("CANCELLED");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }

    private void assertEverybodyIsToldToComeAgain(String token, Console open) {
        for (Api caller : List.of(
                server.as(User.SUBMITTER),
                Api.as("away-service", token, server.ports().http()))) {
            await("what was read just before is old").atMost(SOON).until(() -> isLater(caller.post(Jobs.PATH, job())));
        }
        // A wrong secret is called wrong for as long as that is known.
        Api wrong = Api.as(User.ADMIN.user(), "wrong", server.ports().http());
        await("that is old too")
                .atMost(SOON)
                .until(() -> wrong.post(Jobs.PATH, job()).status() == 503);
        for (Api caller : List.of(
                server.as(User.SUBMITTER),
                Api.as("away-service", token, server.ports().http()),
                wrong,
                Api.as("nobody", "x", server.ports().http()))) {
            for (int i = 0; i < 20; i++) {
                assertThat(caller.post(Jobs.PATH, job())).satisfies(DatabaseAwayIT::assertLater);
            }
        }
        Console console = new Console(server.ports().http());
        Reply signIn = console.signIn(User.OPERATOR.user(), User.OPERATOR.password());
        assertLater(signIn);
        assertThat(signIn.text()).contains("The database cannot be reached", "j_password");
        assertThat(signIn.header("Set-Cookie")).isEmpty();
        assertLater(open.get("/nightshift/nodes.xhtml"));
        assertThat(server.as(User.ADMIN).get("/nightshift/login.xhtml").status())
                .isEqualTo(200);
    }

    private String service() {
        return server.as(User.ADMIN)
                .post(
                        Api.V1 + "/users",
                        Jobs.json(Map.of("name", "away-service", "service", true, "roles", List.of("submitter"))))
                .expect(201)
                .at("/secret");
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Place.target("postgres").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static boolean isLater(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isNotIn(401, 403, 404, 500);
        return reply.status() == 503;
    }

    private static void assertLater(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
    }

    private static String job() {
        return Jobs.body("test.echo", Map.of("text", "away"), Map.of());
    }
}
