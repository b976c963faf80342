package io.nightshift.engine.bulk;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.text.TextRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an operation must fulfil; finds everything that is wrong at once. */
final class BulkRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,100}");
    private static final int MAX_TEXT = 200;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private BulkRules() {}

    static void check(BulkRequest request) {
        List<Violation> found = new ArrayList<>();
        filter(request.action(), request.filter(), found);
        target(request, found);
        Integer perSecond = request.perSecond();
        if (perSecond != null && (perSecond < 1 || perSecond > BulkRequest.MOST_PER_SECOND)) {
            found.add(new Violation("perSecond", "must be 1 to " + BulkRequest.MOST_PER_SECOND));
        }
        Long most = request.most();
        if (most != null && most < 1) {
            found.add(new Violation("most", "must be at least 1; leave it out for all"));
        }
        refuse(found);
    }

    static void check(@Nullable BulkAction action, BulkFilter filter) {
        List<Violation> found = new ArrayList<>();
        filter(action, filter, found);
        refuse(found);
    }

    private static void refuse(List<Violation> found) {
        if (!found.isEmpty()) {
            throw new InvalidJobException(found);
        }
    }

    private static void filter(@Nullable BulkAction action, BulkFilter filter, List<Violation> found) {
        if (!filter.narrows()) {
            found.add(new Violation(
                    "filter", "must name at least one of state, type, queue, tenant, tag, text, from, to"));
        }
        if (action != null
                && !filter.state().isEmpty()
                && filter.state().stream().noneMatch(action.states()::contains)) {
            found.add(new Violation("filter.state", "has none on which " + action + " acts: " + action.states()));
        }
        text("filter.type", filter.type(), found);
        text("filter.queue", filter.queue(), found);
        text("filter.tenant", filter.tenant(), found);
        text("filter.tag", filter.tag(), found);
        text("filter.text", filter.text(), found);
        instant("filter.from", filter.from(), found);
        instant("filter.to", filter.to(), found);
    }

    private static void text(String field, @Nullable String value, List<Violation> found) {
        String broken = value == null ? null : TextRule.broken(value, MAX_TEXT);
        if (broken != null) {
            found.add(new Violation(field, broken + "; leave it out for any"));
        }
    }

    /** What both databases can compare with. */
    private static void instant(String field, @Nullable Instant value, List<Violation> found) {
        if (value != null && (value.isBefore(FIRST) || value.isAfter(LAST))) {
            found.add(new Violation(field, "must be in the years 1970 to 9998"));
        }
    }

    private static void target(BulkRequest request, List<Violation> found) {
        BulkTarget to = request.to();
        if (request.action() != BulkAction.MOVE) {
            if (to != null) {
                found.add(new Violation("to", "is for MOVE only"));
            }
            return;
        }
        if (to == null || (to.queue() == null && to.priority() == null)) {
            found.add(new Violation("to", "must name a queue, a priority, or both"));
            return;
        }
        if (to.queue() != null && !NAME.matcher(to.queue()).matches()) {
            found.add(new Violation("to.queue", "must be 1 to 100 characters of a-z 0-9 . _ -"));
        }
        Integer priority = to.priority();
        if (priority != null && (priority < 0 || priority > 9)) {
            found.add(new Violation("to.priority", "must be 0 (runs first) to 9 (runs last)"));
        }
    }
}
