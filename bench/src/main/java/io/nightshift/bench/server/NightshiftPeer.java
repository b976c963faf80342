package io.nightshift.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nightshift in its server. What can be measured inside is measured there, by application code in the same EAR. */
public final class NightshiftPeer implements Peer {

    static final String USER = "bench";
    static final String PASSWORD = "only for the bench";

    private static final String NAME = "nightshift";
    private static final long WARM_UP_SECONDS = 20;
    private static final int WARM_UP_JOBS = 50_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Path folder;
    private final Postgres postgres;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Server server;

    /** Takes the server and the EAR from below {@code root}, and works in {@code folder}. */
    public NightshiftPeer(Path root, Path folder, Postgres postgres) {
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
        return EnumSet.of(
                Measure.DRAIN, Measure.BULK, Measure.SUBMIT1, Measure.SUBMIT16, Measure.SUBMIT64, Measure.LATENCY);
    }

    @Override
    public void start(boolean quick) throws Exception {
        postgres.recreate(NAME);
        server = Server.start(
                root,
                folder,
                Map.of(
                        "NIGHTSHIFT_DB_DRIVER",
                        "postgresql",
                        "NIGHTSHIFT_DB_URL",
                        postgres.url(NAME),
                        "NIGHTSHIFT_DB_USER",
                        Postgres.USER,
                        "NIGHTSHIFT_DB_PASSWORD",
                        Postgres.USER));
        ask("warm-up?seconds=" + (quick ? 0 : WARM_UP_SECONDS) + "&jobs=" + WARM_UP_JOBS);
    }

    @Override
    public Figure measure(Measure measure, int jobs) throws Exception {
        return JSON.readValue(ask("measure/" + measure.label() + "?jobs=" + jobs), Figure.class);
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close();
            server = null;
        }
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
        if (server == null) {
            throw new IllegalStateException("It was not started");
        }
        return server;
    }
}
