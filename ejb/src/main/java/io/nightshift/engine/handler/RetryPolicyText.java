package io.nightshift.engine.handler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A retry policy for people. */
final class RetryPolicyText {

    private RetryPolicyText() {}

    static String of(RetryPolicy policy) {
        List<String> words = new ArrayList<>();
        if (policy.delays().isEmpty()) {
            words.add("after a delay that is doubled each time" + bounds(policy));
        } else if (policy.delays().size() == 1) {
            words.add("each time after " + text(policy.delays().get(0)));
        } else {
            words.add("after "
                    + policy.delays().stream().map(RetryPolicyText::text).collect(Collectors.joining(", "))
                    + ", the last for all further attempts");
        }
        if (policy.jitter() > 0) {
            words.add(
                    policy.jitter() == 1 ? "all of it random" : Math.round(100 * policy.jitter()) + " % of it random");
        }
        if (!policy.failOn().isEmpty()) {
            words.add("never after " + names(policy.failOn()));
        }
        if (!policy.ignore().isEmpty()) {
            words.add("succeeded after " + names(policy.ignore()));
        }
        return String.join("; ", words);
    }

    private static String bounds(RetryPolicy policy) {
        Duration base = policy.base();
        Duration max = policy.max();
        return (base == null ? "" : ", from " + text(base)) + (max == null ? "" : ", up to " + text(max));
    }

    private static String names(Set<Class<? extends Throwable>> exceptions) {
        return exceptions.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }

    /** Such as "5 s", "1 min 30 s", "250 ms". */
    private static String text(Duration delay) {
        List<String> parts = new ArrayList<>();
        part(parts, delay.toHours(), "h");
        part(parts, delay.toMinutesPart(), "min");
        part(parts, delay.toSecondsPart(), "s");
        part(parts, delay.toMillisPart(), "ms");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    private static void part(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit);
        }
    }
}
