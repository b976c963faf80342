package io.nightshift.engine.schedule;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.access.NotPermittedException;
import io.nightshift.engine.schedule.Schedules.Draft;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Preparation;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.text.TextRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a draft must be; tells everything that is wrong at once. */
final class DraftRules {

    private static final int LONGEST_NAME = 200;
    /** What the column of time zones holds; the longest name in the zone database has 38 characters. */
    private static final int LONGEST_ZONE = 60;

    private final Preparation preparation;

    DraftRules(Preparation preparation) {
        this.preparation = preparation;
    }

    /**
     * Checks all of it.
     *
     * @param by whose right to submit such jobs counts
     * @param anchor what intervals are counted from
     * @return the first instant after {@code now}
     * @throws InvalidJobException if anything is wrong
     * @throws NotPermittedException if they may not submit such jobs
     */
    Instant check(Draft draft, String by, Instant now, Instant anchor) {
        List<Violation> violations = new ArrayList<>();
        checkName(draft.name(), violations);
        checkJob(draft, by, violations);
        Instant next = checkRule(draft, now, anchor, violations);
        if (!violations.isEmpty() || next == null) {
            throw new InvalidJobException(violations);
        }
        return next;
    }

    private static void checkName(String name, List<Violation> violations) {
        String broken = TextRule.broken(name.strip(), LONGEST_NAME);
        if (broken != null) {
            violations.add(new Violation("name", broken));
        }
    }

    private void checkJob(Draft draft, String by, List<Violation> violations) {
        try {
            preparation.prepare(
                    JobRequest.of(draft.type(), draft.args())
                            .withQueue(draft.queue())
                            .withPriority(draft.priority()),
                    new Caller(by, Source.SCHEDULE, "", false),
                    null);
        } catch (NotPermittedException e) {
            throw e;
        } catch (InvalidJobException e) {
            violations.addAll(e.violations());
        }
    }

    private static @Nullable Instant checkRule(Draft draft, Instant now, Instant anchor, List<Violation> violations) {
        if (draft.zone().getId().length() > LONGEST_ZONE) {
            violations.add(new Violation("zone", "A time zone's name has at most 60 characters"));
            return null;
        }
        try {
            Instant next = Rule.of(draft.cron(), draft.zone(), draft.interval(), anchor)
                    .next(now)
                    .orElse(null);
            if (next == null) {
                violations.add(new Violation(
                        "cron",
                        "'" + draft.cron() + "' never comes: no such date within 50 years. Look at its day and month"));
            }
            return next;
        } catch (WrongRuleException e) {
            violations.add(new Violation(e.field(), String.valueOf(e.getMessage())));
            return null;
        }
    }
}
