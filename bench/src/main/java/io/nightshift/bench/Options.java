package io.nightshift.bench;

import io.nightshift.bench.course.Measure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the command line asks for.
 *
 * @param root of the source tree
 * @param quick one run with few jobs: shows that all works, not how fast it is
 * @param runs how often everything is measured
 * @param systems those to measure; empty for all
 * @param measures those to take
 * @param jobs how many for each figure; 0 for as many as it takes by default
 * @param settings of our server that are not its defaults, by their environment variables
 */
record Options(
        Path root,
        boolean quick,
        int runs,
        List<String> systems,
        Set<Measure> measures,
        int jobs,
        Map<String, String> settings) {

    private static final int FULL_RUNS = 3;

    static Options of(String[] words) {
        Deque<String> left = new ArrayDeque<>(List.of(words));
        Path root = Path.of(value("the source tree", left)).toAbsolutePath().normalize();
        boolean quick = false;
        int runs = 0;
        int jobs = 0;
        Map<String, String> settings = new TreeMap<>();
        List<String> systems = List.of();
        Set<Measure> measures = EnumSet.allOf(Measure.class);
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--quick" -> quick = true;
                case "--runs" -> runs = Integer.parseInt(value(option, left));
                case "--jobs" -> jobs = Integer.parseInt(value(option, left));
                case "--set" -> {
                    String[] both = value(option, left).split("=", 2);
                    settings.put(both[0], both.length == 2 ? both[1] : "");
                }
                case "--systems" -> systems = List.of(value(option, left).split(",", -1));
                case "--measures" -> {
                    measures = EnumSet.noneOf(Measure.class);
                    Arrays.stream(value(option, left).split(",", -1))
                            .map(Measure::of)
                            .forEach(measures::add);
                }
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Options(root, quick, runs > 0 ? runs : quick ? 1 : FULL_RUNS, systems, measures, jobs, settings);
    }

    int jobs(Measure measure) {
        return jobs > 0 ? jobs : measure.jobs(quick);
    }

    boolean wants(String system) {
        return systems.isEmpty() || systems.contains(system);
    }

    /** Whether any of these is to be taken. */
    boolean wantsAny(Set<Measure> some) {
        return some.stream().anyMatch(measures::contains);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.pop();
    }
}
