package io.nightshift.bench.report;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The medians of what is measured of Nightshift alone, as a Markdown table: a line for each figure. */
public final class Alone {

    private static final String OURS = "nightshift";

    /** What a measure is to be compared with. */
    private static final Map<Measure, Measure> BESIDE = Map.of(Measure.INGRESS, Measure.INGRESS_BARE);

    private final Results results;

    public Alone(Results results) {
        this.results = results;
    }

    /** Empty if there is none. */
    public String text() {
        Set<Measure> measures = EnumSet.complementOf(EnumSet.copyOf(Measure.shared()));
        List<List<String>> rows = new ArrayList<>();
        for (Measure measure : measures) {
            for (String part : results.parts(OURS, measure)) {
                results.median(OURS, measure, part)
                        .ifPresent(figure -> rows.add(List.of(
                                part.isEmpty() ? measure.label() : measure.label() + ": " + part,
                                String.format(Locale.ROOT, "%,d", figure.jobs()),
                                value(measure, figure))));
            }
        }
        return rows.isEmpty() ? "" : Markdown.table(List.of("nightshift alone", "jobs", "figure"), rows);
    }

    private String value(Measure measure, Figure figure) {
        String words = Words.of(figure) + spread(measure, figure);
        return Optional.ofNullable(BESIDE.get(measure))
                .flatMap(other -> results.median(OURS, other)
                        .map(theirs -> words + "; " + Words.number(figure.perSecond() / theirs.perSecond()) + " × "
                                + other.label()))
                .orElse(words);
    }

    private String spread(Measure measure, Figure figure) {
        List<Figure> all = results.figures(OURS, measure, figure.part());
        return all.size() < 2 || figure.perSecond() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " [%,.0f–%,.0f]",
                        all.stream().mapToDouble(Figure::perSecond).min().orElse(0),
                        all.stream().mapToDouble(Figure::perSecond).max().orElse(0));
    }
}
