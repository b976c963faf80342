package io.nightshift.test.fault;

import io.nightshift.test.server.Place;
import io.nightshift.test.server.ServerProcess;
import io.nightshift.test.server.Shop;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two databases of one PostgreSQL. */
class OutboxKillOnPostgresIT extends OutboxKillContract {

    private @Nullable EmbeddedPostgres postgres;

    @Override
    ServerProcess prepare(Map<String, String> settings) throws IOException, SQLException {
        Files.createDirectories(Place.target("postgres"));
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Place.target("postgres").toFile())
                .start();
        postgres = started;
        try (Connection connection = started.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database shop");
        }
        settings.putAll(Map.of(
                "NIGHTSHIFT_DB_DRIVER", "postgresql",
                "NIGHTSHIFT_DB_URL", started.getJdbcUrl("postgres", "postgres"),
                "NIGHTSHIFT_DB_USER", "postgres",
                "NIGHTSHIFT_DB_PASSWORD", "postgres"));
        return new ServerProcess(
                "outbox-kill-postgres",
                "standalone-full.xml",
                settings,
                Shop.local(started.getJdbcUrl("postgres", "shop"), "postgresql", "postgres"));
    }

    @Override
    void clear() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
