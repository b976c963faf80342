package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Console;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reading jobs takes too long: pages say so, in words that help, and offer to try again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SlowDatabaseIT {

    private EmbeddedPostgres postgres;
    private ServerProcess server;

    @BeforeAll
    void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Place.target("postgres").toFile())
                .start();
        server = new ServerProcess(
                        "database-slow",
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
    void saysWhatHappenedAndKeepsTheFilter() throws SQLException {
        Console console = new Console(server.ports().http());
        console.signIn(User.OPERATOR.user(), User.OPERATOR.password());
        assertThat(console.get("/nightshift/jobs.xhtml").status()).isEqualTo(200);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table job, outcome in access exclusive mode");

            assertJobs(console.get("/nightshift/jobs.xhtml?queue=mail&text=invoice"));
            for (String page : List.of("index.xhtml", "job.xhtml?id=01890a5d-ac96-774b-bcce-b302099a8057")) {
                assertOther(console.get("/nightshift/" + page), page);
            }
            connection.rollback();
        }
        assertThat(console.get("/nightshift/jobs.xhtml?queue=mail").status()).isEqualTo(200);
    }

    private static void assertJobs(Reply jobs) {
        assertThat(jobs.status()).as(jobs.text()).isEqualTo(503);
        assertThat(jobs.text())
                .contains("The search was stopped after 2 s", "narrow it", "Try again")
                .contains("jobs.xhtml?queue=mail&amp;text=invoice", "value=\"invoice\"", "<nav aria-label=\"Pages\">")
                .doesNotContain("may or may not have happened");
    }

    private static void assertOther(Reply answer, String page) {
        assertThat(answer.status()).as(page + ": " + answer.text()).isEqualTo(503);
        assertThat(answer.text())
                .contains("You only looked: nothing was changed", "href=\"/nightshift/" + page, "Try again")
                .doesNotContain("may or may not have happened");
    }
}
