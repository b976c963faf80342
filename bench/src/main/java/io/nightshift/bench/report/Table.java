package io.nightshift.bench.report;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The medians of what every system has, as a Markdown table with Nightshift's ratio to each. */
public final class Table {

    private static final String OURS = "nightshift";
    /** Below it two digits would say too little. */
    private static final double COARSE = 0.1;

    private final Results results;

    public Table(Results results) {
        this.results = results;
    }

    /** Empty if nothing was measured that every system has. */
    public String text() {
        List<Measure> measures = Measure.shared().stream()
                .filter(measure -> results.systems().stream()
                        .anyMatch(system -> results.median(system, measure).isPresent()))
                .toList();
        if (measures.isEmpty()) {
            return "";
        }
        List<String> head = new ArrayList<>(List.of("jobs/s"));
        measures.forEach(measure -> head.add(measure == Measure.LATENCY ? "latency p50 / p99 ms" : measure.label()));
        List<List<String>> rows = new ArrayList<>();
        for (String system : systems(measures)) {
            rows.add(row(system, measures.stream().map(m -> value(system, m)).toList()));
            if (!system.equals(OURS) && results.systems().contains(OURS)) {
                rows.add(row(
                        OURS + " ÷ it",
                        measures.stream().map(m -> ratio(system, m)).toList()));
            }
        }
        return Markdown.table(head, rows);
    }

    private List<String> systems(List<Measure> measures) {
        return results.systems().stream()
                .filter(system -> measures.stream()
                        .anyMatch(measure -> results.median(system, measure).isPresent()))
                .toList();
    }

    private String value(String system, Measure measure) {
        return results.median(system, measure)
                .map(figure -> measure == Measure.LATENCY
                        ? String.format(Locale.ROOT, "%.1f / %.1f", figure.p50Millis(), figure.p99Millis())
                        : String.format(Locale.ROOT, "%,.0f%s", figure.perSecond(), spread(system, measure)))
                .orElse("");
    }

    private String spread(String system, Measure measure) {
        List<Figure> figures = results.figures(system, measure, "");
        if (figures.size() < 2) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                " [%,.0f–%,.0f]",
                figures.stream().mapToDouble(Figure::perSecond).min().orElse(0),
                figures.stream().mapToDouble(Figure::perSecond).max().orElse(0));
    }

    private String ratio(String system, Measure measure) {
        if (results.median(system, measure).isEmpty()
                || results.median(OURS, measure).isEmpty()) {
            return "";
        }
        Figure theirs = results.median(system, measure).orElseThrow();
        Figure ours = results.median(OURS, measure).orElseThrow();
        return measure == Measure.LATENCY
                ? times(ours.p50Millis() / theirs.p50Millis()) + " / " + times(ours.p99Millis() / theirs.p99Millis())
                : times(ours.perSecond() / theirs.perSecond());
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < COARSE ? "%.4f×" : "%.2f×", ratio);
    }

    private static List<String> row(String first, List<String> rest) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(rest);
        return row;
    }
}
