package io.nightshift.bench;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.database.Postgres;
import io.nightshift.bench.peer.DbScheduler;
import io.nightshift.bench.peer.Dbos;
import io.nightshift.bench.peer.JobRunr;
import io.nightshift.bench.peer.Limit;
import io.nightshift.bench.peer.NodePackages;
import io.nightshift.bench.peer.NodeProgram;
import io.nightshift.bench.peer.Peer;
import io.nightshift.bench.peer.Quartz;
import io.nightshift.bench.report.Alone;
import io.nightshift.bench.report.Result;
import io.nightshift.bench.report.Results;
import io.nightshift.bench.report.Table;
import io.nightshift.bench.server.Memory;
import io.nightshift.bench.server.NightshiftPeer;
import io.nightshift.bench.server.Pair;
import io.nightshift.bench.server.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures the systems one after the other, in turns. */
public final class Bench {

    private static final List<String> NODE = List.of("graphile-worker", "pg-boss");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Options options;
    private final Path target;
    private final Results results;

    private Bench(Options options) {
        this.options = options;
        this.target = options.root().resolve("bench/target");
        this.results = new Results(target.resolve("bench.json"));
    }

    /** See {@code ./nightshift help}; the first word is the folder of the source tree. */
    public static void main(String[] words) throws Exception {
        new Bench(Options.of(words)).run();
        // Threads that a library left behind must not keep the program.
        System.exit(0);
    }

    private void run() throws Exception {
        boolean node = provideNode();
        try (Postgres postgres = Postgres.start(target.resolve("postgres"), options.quick())) {
            out.printf(
                    "PostgreSQL %s, durable; Java %s; %d processors; %d run%s%n%n",
                    postgres.version(),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    options.runs(),
                    options.runs() == 1 ? "" : "s");
            for (int run = 1; run <= options.runs(); run++) {
                List<Peer> peers = peers(postgres, node);
                // Who comes first finds another machine than who comes last: in every other run it is the other way
                // round.
                if (run % 2 == 0) {
                    Collections.reverse(peers);
                }
                for (Peer peer : peers) {
                    measure(peer, run);
                }
            }
        }
        for (String table : List.of(new Table(results).text(), new Alone(results).text())) {
            if (!table.isEmpty()) {
                out.printf("%n%s", table);
            }
        }
        if (options.quick()) {
            out.printf("%n--quick shows that everything runs; its figures mean nothing.%n");
        }
    }

    private boolean provideNode() throws IOException, InterruptedException {
        if (NODE.stream().noneMatch(options::wants) || !options.wantsAny(Measure.shared())) {
            return false;
        }
        boolean installed = NodePackages.install(options.root().resolve("bench/src/main/node"), node());
        if (!installed) {
            out.printf("No Node, or npm did not find its packages (%s): without %s.%n", node(), NODE);
        }
        return installed;
    }

    private List<Peer> peers(Postgres postgres, boolean withNode) {
        Site site = new Site(options.root(), target.resolve("server"), postgres, options.settings());
        List<Peer> peers = new ArrayList<>(List.of(
                new NightshiftPeer(site),
                new Pair(site),
                new Memory(site),
                new Limit(postgres),
                new DbScheduler(postgres),
                new JobRunr(postgres),
                new Quartz(postgres),
                new Dbos(postgres)));
        if (withNode) {
            NODE.forEach(name -> peers.add(new NodeProgram(name, node(), postgres)));
        }
        peers.removeIf(peer -> !options.wants(peer.name()) || !options.wantsAny(peer.measures()));
        return peers;
    }

    private Path node() {
        return target.resolve("node");
    }

    private void measure(Peer peer, int run) throws Exception {
        try (peer) {
            peer.start(options.quick());
            for (Measure measure : peer.measures()) {
                if (options.measures().contains(measure)) {
                    int jobs = Math.min(options.jobs(measure), peer.most(measure));
                    for (Figure figure : peer.measure(measure, jobs)) {
                        Result result = new Result(peer.name(), measure, run, figure);
                        results.add(result);
                        out.println(result);
                    }
                }
            }
        }
    }
}
