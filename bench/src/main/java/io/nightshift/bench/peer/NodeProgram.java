package io.nightshift.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import io.nightshift.bench.database.Postgres;
import io.nightshift.bench.process.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A system for Node: a script beside its packages that goes over the same course, and is told what to do line by line. */
public final class NodeProgram implements Peer {

    private static final long WARM_UP_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path folder;
    private final Postgres postgres;
    private @Nullable Child child;

    /** Runs {@code <name>.mjs} in {@code folder}. */
    public NodeProgram(String name, Path folder, Postgres postgres) {
        this.name = name;
        this.folder = folder;
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Measure> measures() {
        return Measure.shared();
    }

    @Override
    public void start(boolean quick) throws Exception {
        postgres.recreate(name);
        child = Child.start(new ProcessBuilder("node", name + ".mjs", postgres.uri(name))
                .directory(folder.toFile())
                .redirectError(folder.resolve(name + ".log").toFile()));
        ask(Map.of("warmUp", quick ? 0 : WARM_UP_SECONDS));
    }

    @Override
    public List<Figure> measure(Measure measure, int jobs) throws Exception {
        return List.of(JSON.treeToValue(ask(Map.of("measure", measure.label(), "jobs", jobs)), Figure.class));
    }

    @Override
    public void close() throws InterruptedException {
        if (child != null) {
            child.close();
            child = null;
        }
    }

    private JsonNode ask(Map<String, ?> question) throws IOException {
        if (child == null) {
            throw new IllegalStateException("It was not started");
        }
        Writer in = child.process().outputWriter();
        in.write(JSON.writeValueAsString(question) + "\n");
        in.flush();
        BufferedReader out = child.process().inputReader();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException(name + " ended, see " + folder.resolve(name + ".log"));
        }
        return JSON.readTree(answer);
    }
}
