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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same EAR on PostgreSQL, by environment variables alone. */
class KillOnPostgresIT extends KillContract {

    private @Nullable EmbeddedPostgres postgres;

    @Override
    ServerProcess prepare() throws IOException {
        Files.createDirectories(Place.target("postgres"));
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Place.target("postgres").toFile())
                .start();
        postgres = started;
        return new ServerProcess(
                "kill-postgres",
                "standalone-full.xml",
                Map.of(
                        "NIGHTSHIFT_DB_DRIVER", "postgresql",
                        "NIGHTSHIFT_DB_URL", started.getJdbcUrl("postgres", "postgres"),
                        "NIGHTSHIFT_DB_USER", "postgres",
                        "NIGHTSHIFT_DB_PASSWORD", "postgres"));
    }

    /** As at a restart of the database: every connection breaks at once, and nobody has to start the server again. */
    @Test
    void goesOnWhenTheDatabaseHangsUp() throws SQLException {
        Jobs jobs = new Jobs(server().as(User.OPERATOR));
        String running = jobs.submit("test.sleep", Map.of("millis", 3_000));
        jobs.in("RUNNING", running);

        try (Connection connection =
                        Objects.requireNonNull(postgres).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        }

        String body = Jobs.body("test.echo", Map.of("text", "after"), Map.of());
        Reply after = await("submissions are stored again")
                .atMost(RECOVERY)
                .until(() -> server().as(User.SUBMITTER).post(Jobs.PATH, body), reply -> reply.status() == 201);
        assertThat(jobs.ended(after.at("/id"), RECOVERY).at("/state")).isEqualTo("SUCCEEDED");
        assertThat(jobs.ended(running, RECOVERY).at("/state")).isEqualTo("SUCCEEDED");
    }

    @Override
    void clear() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
