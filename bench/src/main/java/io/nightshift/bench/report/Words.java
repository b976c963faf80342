package io.nightshift.bench.report;

import io.nightshift.bench.course.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
final class Words {

    private static final int COARSE = 100;

    private Words() {}

    /** All that a figure says. */
    static String of(Figure figure) {
        List<String> words = new ArrayList<>();
        if (figure.perSecond() > 0) {
            words.add(String.format(Locale.ROOT, "%,.0f/s", figure.perSecond()));
        }
        if (figure.p50Millis() > 0) {
            words.add(String.format(Locale.ROOT, "%.1f / %.1f ms", figure.p50Millis(), figure.p99Millis()));
        }
        figure.also().forEach((name, value) -> words.add(name.replace('_', ' ') + " " + number(value)));
        return String.join("; ", words);
    }

    /** With the digits that matter. */
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < COARSE ? "%,.2f" : "%,.0f", value);
    }
}
