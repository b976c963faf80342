package io.nightshift.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.nightshift.bench.broker.Broker;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.peer.Peer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes on one database, with a broker outside of them. Only the second knows the type of the jobs that are to be
 * started by another node than the one that took them.
 */
public final class Pair implements Peer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ONE_NODE_JOBS = 500;
    /** A node looks every three seconds which types the others know. */
    private static final long ACQUAINTANCE_SECONDS = 5;

    private static final int WARM_UP_JOBS = 100;
    private static final int WARM_UP_DRAIN = 100_000;
    private static final int QUICK_WARM_UP = 2_000;
    private static final long LOOK_MILLIS = 2;
    private static final long PATIENCE_SECONDS = 600;

    private final Site site;
    private @Nullable Broker broker;
    private @Nullable Server here;
    private @Nullable Server there;
    private @Nullable Figure oneNode;

    /** Starts its servers on a site. */
    public Pair(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return Site.NAME;
    }

    @Override
    public Set<Measure> measures() {
        return EnumSet.of(Measure.DRAIN_2NODES, Measure.LATENCY_2NODES);
    }

    @Override
    public void start(boolean quick) throws Exception {
        site.recreate();
        Broker started = Broker.start();
        broker = started;
        Server first = Server.start(site, node("node-a", List.of(), started));
        here = first;
        first.warmUp(quick);
        oneNode = first.measure(Measure.LATENCY, quick ? WARM_UP_JOBS : ONE_NODE_JOBS);
        there = Server.start(site, node("node-b", List.of("far"), started));
        TimeUnit.SECONDS.sleep(ACQUAINTANCE_SECONDS);
        drain(quick ? QUICK_WARM_UP : WARM_UP_DRAIN);
        latency(WARM_UP_JOBS);
    }

    @Override
    public List<Figure> measure(Measure measure, int jobs) throws Exception {
        return List.of(measure == Measure.DRAIN_2NODES ? drain(jobs) : besideOneNode(latency(jobs)));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : new @Nullable AutoCloseable[] {there, here, broker}) {
            if (part != null) {
                part.close();
            }
        }
        there = null;
        here = null;
        broker = null;
    }

    private static Server.Shape node(String name, List<String> types, Broker broker) {
        Map<String, String> environment = new TreeMap<>(broker.environment());
        return new Server.Shape(name, "standalone-full-broker.xml", new BenchEar.Extras(types, List.of()), environment);
    }

    /** The moments of the two are comparable: {@link System#nanoTime} counts from the machine's start for all of them. */
    private Figure latency(int jobs) throws Exception {
        started(there).ask("probes/expect?jobs=" + jobs);
        long[] submits = JSON.readValue(started(here).ask("probes/submit?jobs=" + jobs), long[].class);
        long[] starts = JSON.readValue(started(there).ask("probes/starts"), long[].class);
        long[] waits = new long[jobs];
        for (int i = 0; i < jobs; i++) {
            waits[i] = starts[i] - submits[i];
        }
        return Figure.latency(waits);
    }

    private Figure besideOneNode(Figure figure) {
        Figure one = started(oneNode);
        return figure.with("one_node_p50_ms", one.p50Millis()).with("one_node_p99_ms", one.p99Millis());
    }

    /** The other node hears of the end of the pause by its look at the queues, so it comes a little later. */
    private Figure drain(int jobs) throws Exception {
        Server first = started(here);
        first.ask("clear");
        first.ask("store?jobs=" + jobs);
        try (HikariDataSource database = site.postgres().pool(Site.NAME, 1)) {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            first.ask("workers?on=true");
            while (count(
                            database,
                            "select count(*) from (select 1 from ready union all select 1 from claim limit 1) one")
                    > 0) {
                if (System.nanoTime() > end) {
                    throw new IOException("The jobs were not drained within " + PATIENCE_SECONDS + " s");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            Figure figure = Figure.rate(jobs, System.nanoTime() - start);
            first.ask("workers?on=false");
            long done = count(database, "select count(*) from outcome where state = 'SUCCEEDED'");
            if (done != jobs) {
                throw new IOException(jobs + " jobs were stored, " + done + " have succeeded");
            }
            long others = count(database, "select count(*) from outcome where node = 'node-b'");
            return figure.with("share_of_the_other", (double) others / jobs);
        }
    }

    private static long count(HikariDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("It was not started");
        }
        return part;
    }
}
