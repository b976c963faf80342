package io.nightshift.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.database.Postgres;
import io.nightshift.bench.peer.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Nightshift in its server. What can be measured inside is measured there, by application code in the same EAR. */
public final class NightshiftPeer implements Peer {

    private static final String NAME = "nightshift";
    private static final String API = "/nightshift/api/v1";
    private static final long WARM_UP_SECONDS = 20;
    private static final int WARM_UP_SHARE = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Path folder;
    private final Postgres postgres;
    private final Map<String, String> settings;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Server server;
    private @Nullable Service service;

    /** Takes the server and the EAR from below {@code root}, and works in {@code folder}. */
    public NightshiftPeer(Path root, Path folder, Postgres postgres, Map<String, String> settings) {
        this.settings = settings;
        this.root = root;
        this.folder = folder;
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Measure> measures() {
        return EnumSet.allOf(Measure.class);
    }

    @Override
    public void start(boolean quick) throws Exception {
        postgres.recreate(NAME);
        Map<String, String> environment = new TreeMap<>(settings);
        environment.put("NIGHTSHIFT_DB_DRIVER", "postgresql");
        environment.put("NIGHTSHIFT_DB_URL", postgres.url(NAME));
        environment.put("NIGHTSHIFT_DB_USER", Postgres.USER);
        environment.put("NIGHTSHIFT_DB_PASSWORD", Postgres.USER);
        server = Server.start(root, folder, environment);
        service = Service.make(http, at(API + "/users"));
        ask("warm-up?seconds=" + (quick ? 0 : WARM_UP_SECONDS));
    }

    @Override
    public Figure measure(Measure measure, int jobs) throws Exception {
        return switch (measure) {
            case HTTP -> http(API + "/jobs", service(), jobs);
            case HTTP_OPEN -> http(BenchEar.CONTEXT + "/jobs", null, jobs);
            case INGRESS -> ingress("nightshift.submit", "job", jobs);
            case INGRESS_BARE -> ingress("bench.bare", "bench_bare", jobs);
            default -> JSON.readValue(ask("measure/" + measure.label() + "?jobs=" + jobs), Figure.class);
        };
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** The first part is not counted: it opens the connections and warms up both ends. */
    private Figure http(String path, @Nullable Service as, int jobs) throws Exception {
        ask("clear");
        HttpLoad load = new HttpLoad(http, at(path), as);
        load.run(jobs / WARM_UP_SHARE);
        return load.run(jobs);
    }

    private Figure ingress(String queue, String table, int jobs) throws Exception {
        JmsLoad load = new JmsLoad(running().ports().jms(), queue, service());
        try (HikariDataSource database = postgres.pool(NAME, 1)) {
            ask("clear");
            load.run(jobs / WARM_UP_SHARE, () -> rows(database, table));
            ask("clear");
            return load.run(jobs, () -> rows(database, table));
        }
    }

    private static long rows(DataSource database, String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + running().ports().http() + path);
    }

    private String ask(String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + running().ports().http() + BenchEar.CONTEXT + "/" + what))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "The server answered " + what + " with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private Server running() {
        return started(server);
    }

    private Service service() {
        return started(service);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("It was not started");
        }
        return part;
    }
}
