package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file that {@code test.effect} writes: who started and ended which job, in this order. */
final class Traces {

    private final Path file;

    Traces(Path file) {
        this.file = file;
    }

    /**
     * One line.
     *
     * @param process the id of the server's process
     */
    record Trace(String job, int attempt, long process, boolean start) {
        static Trace of(String line) {
            String[] words = line.split(" ", -1);
            return new Trace(words[0], Integer.parseInt(words[1]), Long.parseLong(words[2]), words[3].equals("start"));
        }
    }

    List<Trace> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream().map(Trace::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> started() {
        Set<String> jobs = new HashSet<>();
        read().stream().filter(Trace::start).forEach(trace -> jobs.add(trace.job()));
        return jobs;
    }

    Set<String> ended() {
        Set<String> jobs = new HashSet<>();
        read().stream().filter(trace -> !trace.start()).forEach(trace -> jobs.add(trace.job()));
        return jobs;
    }

    /** Started and not ended yet. */
    Set<String> running() {
        Set<String> jobs = started();
        jobs.removeAll(ended());
        return jobs;
    }

    /**
     * I4 and I6: of one job there is one run at a time. A run that a kill cut short has no end; it counts as over once
     * another process has started the job, and must leave no trace after that.
     */
    void assertNoOverlap() {
        Map<String, Trace> open = new HashMap<>();
        Map<String, Integer> lastAttempt = new HashMap<>();
        for (Trace trace : read()) {
            Trace before = open.get(trace.job());
            if (trace.start()) {
                assertThat(before == null || before.process() != trace.process())
                        .as("%s starts while %s is open", trace, before)
                        .isTrue();
                assertThat(trace.attempt())
                        .as("the attempt of %s rises", trace)
                        .isGreaterThan(lastAttempt.getOrDefault(trace.job(), 0));
                open.put(trace.job(), trace);
                lastAttempt.put(trace.job(), trace.attempt());
            } else {
                assertThat(before).as("the start of %s", trace).isNotNull();
                assertThat(trace.process())
                        .as("%s ends what %s started", trace, before)
                        .isEqualTo(java.util.Objects.requireNonNull(before).process());
                open.remove(trace.job());
            }
        }
    }
}
