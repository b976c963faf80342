package io.nightshift.bench.report;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import java.util.Locale;

/** One figure of one system in one run, counted from 1. */
public record Result(String system, Measure measure, int run, Figure figure) {

    /** For whoever waits for the end. */
    @Override
    public String toString() {
        String what = figure.part().isEmpty() ? measure.label() : measure.label() + ": " + figure.part();
        return String.format(Locale.ROOT, "run %d  %-16s %-40s %s", run, system, what, Words.of(figure));
    }
}
