package io.nightshift.test.fault;

import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    @Override
    void clear() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
