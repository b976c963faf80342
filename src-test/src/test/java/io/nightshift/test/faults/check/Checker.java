package io.nightshift.test.faults.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Decides over a history. */
public final class Checker {

    private static final List<Function<History, List<Violation>>> RULES =
            List.of(AcceptedRule::check, RunRule::check, KeyRule::check, ScheduleRule::check, RestRule::check);

    private Checker() {}

    /** Every promise that was broken; empty if none was. */
    public static List<Violation> check(History history) {
        return RULES.stream().<Violation>flatMap(rule -> stream(rule, history)).toList();
    }

    private static Stream<Violation> stream(Function<History, List<Violation>> rule, History history) {
        return rule.apply(history).stream();
    }
}
