package io.nightshift.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.peer.Peer;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Nightshift in its server. What can be measured inside is measured there, by application code in the same EAR. */
public final class NightshiftPeer implements Peer {

    private static final String API = "/api/v1";
    private static final String SIGNED = "/nightshift" + API;
    private static final String OPEN = BenchEar.OPEN_CONTEXT + API;
    private static final int WARM_UP_SHARE = 5;
    private static final long HTTP_WARM_UP_SECONDS = 60;
    private static final int TURNS = 10;
    private static final double NANOS_PER_SECOND = 1e9;
    /** Beside a past that is only looked at. */
    private static final int WAITING = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Site site;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Server server;
    private @Nullable Service service;
    private boolean quick;

    /** Starts its server on a site. */
    public NightshiftPeer(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return Site.NAME;
    }

    /** All but those that need another server, or more than one. */
    @Override
    public Set<Measure> measures() {
        return EnumSet.complementOf(EnumSet.of(Measure.DRAIN_2NODES, Measure.LATENCY_2NODES, Measure.MEMORY));
    }

    @Override
    public void start(boolean quick) throws Exception {
        site.recreate();
        Server started = Server.start(site, Server.Shape.alone());
        server = started;
        service = Service.submitter(http, started.at(SIGNED + "/users"));
        started.warmUp(quick);
        this.quick = quick;
    }

    @Override
    public List<Figure> measure(Measure measure, int jobs) throws Exception {
        return switch (measure) {
            case HTTP -> List.of(http(true, jobs));
            case HTTP_OPEN -> List.of(http(false, jobs));
            case INGRESS -> List.of(ingress("nightshift.submit", "job", jobs));
            case INGRESS_BARE -> List.of(ingress("bench.bare", "bench_bare", jobs));
            case CONSOLE -> console(jobs);
            case WAITING -> List.of(JSON.readValue(running().ask("waiting?jobs=" + jobs), Figure.class));
            default -> List.of(running().measure(measure, jobs));
        };
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /**
     * Both resources in turns, so that whatever else the machine does meets both alike. What comes first is not counted: it
     * opens the connections and warms up both ends.
     */
    private Figure http(boolean signed, int jobs) throws Exception {
        HttpLoad load = load(signed);
        HttpLoad other = load(!signed);
        running().ask("clear");
        // A request passes some hundred methods: the compiler needs tens of thousands until they are as fast as they
        // get.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(quick ? 0 : HTTP_WARM_UP_SECONDS);
        do {
            load.run(jobs / WARM_UP_SHARE);
            other.run(jobs / WARM_UP_SHARE);
        } while (System.nanoTime() < end);
        running().ask("clear");
        double seconds = 0;
        double otherSeconds = 0;
        int turn = jobs / TURNS;
        for (int i = 0; i < TURNS; i++) {
            seconds += turn / load.run(turn).perSecond();
            otherSeconds += turn / other.run(turn).perSecond();
        }
        return Figure.rate(turn * TURNS, (long) (seconds * NANOS_PER_SECOND))
                .with(signed ? "of_open" : "of_signed", otherSeconds / seconds);
    }

    private HttpLoad load(boolean signed) {
        return new HttpLoad(http, running().at((signed ? SIGNED : OPEN) + "/jobs"), signed ? service() : null);
    }

    private List<Figure> console(int jobs) throws Exception {
        running().ask("age?jobs=" + jobs + "&waiting=" + WAITING);
        return new Console(running(), Service.operator(http, running().at(SIGNED + "/users"))).ask(jobs);
    }

    private Figure ingress(String queue, String table, int jobs) throws Exception {
        JmsLoad load = new JmsLoad(running().ports().jms(), queue, service());
        try (HikariDataSource database = site.postgres().pool(Site.NAME, 1)) {
            running().ask("clear");
            load.run(jobs / WARM_UP_SHARE, () -> rows(database, table));
            running().ask("clear");
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
