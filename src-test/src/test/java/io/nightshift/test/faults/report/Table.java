package io.nightshift.test.faults.report;

import io.nightshift.test.faults.check.Violation;
import io.nightshift.test.faults.check.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Verdicts as Markdown. */
public final class Table {

    private final List<String> lines = new ArrayList<>(List.of(
            "| fault | seed | acknowledged | ended | lost | twice | taken over | takeover | recovery | rate of the others | verdict |",
            "|---|---|---|---|---|---|---|---|---|---|---|"));
    private final List<String> below = new ArrayList<>();

    public synchronized void add(Verdict verdict) {
        Times times = verdict.times();
        lines.add("| " + verdict.fault() + " | " + verdict.seed() + " | " + verdict.acknowledged() + " | "
                + verdict.ended() + " | " + verdict.broken(Promise.NOTHING_LOST) + " | "
                + verdict.broken(Promise.NOTHING_TWICE) + " | " + verdict.taken() + " | " + seconds(times.takeover())
                + " | "
                + seconds(OptionalLong.of(times.recovery())) + " | "
                + times.others().map(others -> others.percent() + " %").orElse("–") + " | "
                + (verdict.isClean() ? "clean" : verdict.violations().size() + " broken") + " |");
        for (Violation violation : verdict.violations()) {
            below.add(verdict.fault() + ": " + violation.promise() + ": " + violation.what());
        }
    }

    /** A fault that was not done. */
    public synchronized void leaveOut(String fault, String why) {
        lines.add("| " + fault + " | | | | | | | | | | not done: " + why + " |");
    }

    /** A bug that was planted. */
    public synchronized void addPlant(String what, boolean caught) {
        below.add("planted: " + what + ": " + (caught ? "caught" : "NOT CAUGHT"));
    }

    /** The table, and below it what was broken and what was planted. */
    public synchronized String text() {
        return String.join("\n", lines) + "\n" + (below.isEmpty() ? "" : "\n" + String.join("\n", below) + "\n");
    }

    private static String seconds(OptionalLong millis) {
        return millis.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f s", millis.getAsLong() / 1000.0);
    }
}
