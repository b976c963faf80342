package io.nightshift.bench.server;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.peer.Peer;
import io.nightshift.bench.process.Resident;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The memory of a server that nobody has used before. */
public final class Memory implements Peer {

    private static final long IDLE_SECONDS = 30;
    private static final int PORTIONS = 10;
    /** In these the heap still grows to the size it works at, and code is still compiled. */
    private static final int WARM_UP = 3;

    private static final int MIDDLE = 5;
    private static final double MILLION = 1e6;

    private final Site site;
    private @Nullable Server server;

    /** Starts its server on a site. */
    public Memory(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return Site.NAME;
    }

    @Override
    public Set<Measure> measures() {
        return Resident.isKnown() ? EnumSet.of(Measure.MEMORY) : EnumSet.noneOf(Measure.class);
    }

    @Override
    public void start(boolean quick) throws Exception {
        site.recreate();
        server = Server.start(site, Server.Shape.alone());
        TimeUnit.SECONDS.sleep(quick ? 1 : IDLE_SECONDS);
    }

    @Override
    public List<Figure> measure(Measure measure, int jobs) throws Exception {
        Server started = server;
        if (started == null) {
            throw new IllegalStateException("It was not started");
        }
        Figure idle =
                Figure.of(0).with("rss_mb", Resident.megabytes(started.pid())).named("idle");
        List<Figure> points = new ArrayList<>();
        int portion = jobs / PORTIONS;
        for (int i = 1; i <= PORTIONS; i++) {
            started.measure(Measure.DRAIN, portion);
            double resident = Resident.megabytes(started.pid());
            points.add(Figure.of(i * portion)
                    .named("after " + 100 * i / PORTIONS + " %")
                    .with("rss_mb", resident)
                    .with("heap_mb", Double.parseDouble(started.ask("heap"))));
        }
        List<Figure> steady = points.subList(WARM_UP, PORTIONS);
        Figure trend = Figure.of((PORTIONS - WARM_UP) * portion)
                .named("trend for 1,000,000 jobs")
                .with("rss_mb_more", slope(steady, "rss_mb"))
                .with("heap_mb_more", slope(steady, "heap_mb"));
        return List.of(idle, points.get(0), points.get(MIDDLE - 1), points.get(PORTIONS - 1), trend);
    }

    @Override
    public void close() throws Exception {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** By least squares, for a million jobs. */
    private static double slope(List<Figure> points, String number) {
        ToDoubleFunction<Figure> y = point -> point.also().getOrDefault(number, 0.0);
        double middleX = points.stream().mapToInt(Figure::jobs).average().orElse(0);
        double middleY = points.stream().mapToDouble(y).average().orElse(0);
        double up = points.stream()
                .mapToDouble(p -> (p.jobs() - middleX) * (y.applyAsDouble(p) - middleY))
                .sum();
        double along = points.stream()
                .mapToDouble(p -> (p.jobs() - middleX) * (p.jobs() - middleX))
                .sum();
        return MILLION * up / along;
    }
}
