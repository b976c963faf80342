package io.nightshift.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All figures so far. Written anew after each, so that a run that is stopped leaves what it had. */
public final class Results {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double HUNDREDTHS = 100;

    private final List<Result> all = new ArrayList<>();
    private final Path file;

    public Results(Path file) {
        this.file = file;
    }

    public void add(Result result) throws IOException {
        all.add(result);
        JSON.writeValue(file.toFile(), all.stream().map(Results::line).toList());
    }

    /** The systems in the order of their first figure. */
    public List<String> systems() {
        return all.stream()
                .map(Result::system)
                .distinct()
                .sorted(Results::oursFirst)
                .toList();
    }

    /** The middle of a system's figures; of an even number the lower one. Empty if it has none. */
    public Optional<Figure> median(String system, Measure measure) {
        return median(system, measure, "");
    }

    /** The same for one part of a measure. */
    public Optional<Figure> median(String system, Measure measure, String part) {
        List<Figure> figures = figures(system, measure, part);
        if (figures.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Double> also = new LinkedHashMap<>();
        figures.get(0)
                .also()
                .keySet()
                .forEach(name ->
                        also.put(name, middle(figures, one -> one.also().getOrDefault(name, 0.0))));
        return Optional.of(new Figure(
                part,
                figures.get(0).jobs(),
                middle(figures, Figure::perSecond),
                middle(figures, Figure::p50Millis),
                middle(figures, Figure::p99Millis),
                also));
    }

    /** All figures of a system for one part of a measure. */
    public List<Figure> figures(String system, Measure measure, String part) {
        return figures(system, measure)
                .filter(figure -> figure.part().equals(part))
                .toList();
    }

    /** The parts of a measure that a system has figures for, in their order. */
    public List<String> parts(String system, Measure measure) {
        return figures(system, measure).map(Figure::part).distinct().toList();
    }

    private Stream<Figure> figures(String system, Measure measure) {
        return all.stream()
                .filter(result -> result.system().equals(system) && result.measure() == measure)
                .map(Result::figure);
    }

    private static double middle(List<Figure> figures, ToDoubleFunction<Figure> number) {
        double[] sorted = figures.stream().mapToDouble(number).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    private static int oursFirst(String one, String other) {
        return Boolean.compare(other.equals("nightshift"), one.equals("nightshift"));
    }

    private static Map<String, Object> line(Result result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("system", result.system());
        line.put("measure", result.measure().label());
        if (!result.figure().part().isEmpty()) {
            line.put("part", result.figure().part());
        }
        if (result.figure().perSecond() > 0) {
            line.put("per_s", rounded(result.figure().perSecond()));
        }
        if (result.figure().p50Millis() > 0) {
            line.put("p50_ms", rounded(result.figure().p50Millis()));
            line.put("p99_ms", rounded(result.figure().p99Millis()));
        }
        result.figure().also().forEach((name, value) -> line.put(name, rounded(value)));
        line.put("jobs", result.figure().jobs());
        line.put("run", result.run());
        return line;
    }

    private static double rounded(double number) {
        return Math.round(number * HUNDREDTHS) / HUNDREDTHS;
    }
}
