package io.nightshift.engine.bulk;

import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.bulk.BulkTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Operations in words, for people who read the audit and the console. */
final class BulkWords {

    private BulkWords() {}

    /** Such as {@code jobs that are DEAD, of type a.b, in queue c; to queue d; at most 100; 5 a second; dry run}. */
    static String describe(BulkRequest request) {
        StringBuilder words = new StringBuilder(describe(request.filter()));
        BulkTarget to = request.to();
        if (to != null) {
            words.append("; to");
            words.append(to.queue() == null ? "" : " queue " + to.queue());
            words.append(to.priority() == null ? "" : " priority " + to.priority());
        }
        words.append(request.most() == null ? "" : "; at most " + number(request.most()));
        words.append(request.perSecond() == null ? "" : "; " + number(request.perSecond()) + " a second");
        return words.append(request.dryRun() ? "; dry run" : "").toString();
    }

    /** Such as {@code 20 matched, 18 done, 2 skipped (RUNNING 2)}. */
    static String describe(BulkTally tally) {
        String reasons = tally.reasons().entrySet().stream()
                .map(reason -> reason.getKey() + " " + number(reason.getValue()))
                .collect(Collectors.joining(", "));
        return number(tally.matched()) + " matched, " + number(tally.done()) + " done, " + number(tally.skipped())
                + " skipped" + (reasons.isEmpty() ? "" : " (" + reasons + ")");
    }

    /** Such as {@code jobs that are DEAD, of type a.b}. */
    static String describe(BulkFilter filter) {
        List<String> parts = new ArrayList<>();
        if (!filter.state().isEmpty()) {
            parts.add("that are "
                    + filter.state().stream().map(Enum::name).distinct().collect(Collectors.joining(" or ")));
        }
        if (filter.type() != null) {
            parts.add("of type " + filter.type());
        }
        if (filter.queue() != null) {
            parts.add("in queue " + filter.queue());
        }
        if (filter.tenant() != null) {
            parts.add("of tenant " + filter.tenant());
        }
        if (filter.tag() != null) {
            parts.add("tagged " + filter.tag());
        }
        if (filter.text() != null) {
            parts.add("containing \"" + filter.text() + "\"");
        }
        if (filter.from() != null) {
            parts.add("submitted from " + filter.from());
        }
        if (filter.to() != null) {
            parts.add("submitted before " + filter.to());
        }
        return "jobs " + String.join(", ", parts);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
