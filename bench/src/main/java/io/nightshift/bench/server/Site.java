package io.nightshift.bench.server;

import io.nightshift.bench.database.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where Nightshift is measured.
 *
 * @param root of the source tree, where the server and the EAR are below
 * @param folder for the servers' own folders
 * @param postgres that they share
 * @param settings that are not the defaults, by their environment variables
 */
public record Site(Path root, Path folder, Postgres postgres, Map<String, String> settings) {

    /** The name of the system, and of its database. */
    static final String NAME = "nightshift";

    /** An empty database. */
    void recreate() throws SQLException {
        postgres.recreate(NAME);
    }

    /** What a server is told. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(settings);
        environment.put("NIGHTSHIFT_DB_DRIVER", "postgresql");
        environment.put("NIGHTSHIFT_DB_URL", postgres.url(NAME));
        environment.put("NIGHTSHIFT_DB_USER", Postgres.USER);
        environment.put("NIGHTSHIFT_DB_PASSWORD", Postgres.USER);
        return environment;
    }
}
