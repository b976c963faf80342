package io.nightshift.engine.why;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.port.JobWaits.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Asks the job's place first, then, for a job that waits, what it will meet on its way. */
final class WhyDesk implements Why {

    private final Looks looks;
    private final Obstacles obstacles;
    private final EngineConfig.Ageing ageing;
    private final Supplier<Instant> databaseTime;

    /**
     * Where it looks for what is true of one job alone.
     *
     * @param misfit why arguments do not fit a job type
     */
    record Looks(JobSearch search, JobWaits waits, BiFunction<String, String, Optional<String>> misfit) {}

    WhyDesk(Looks looks, Obstacles obstacles, EngineConfig.Ageing ageing, Supplier<Instant> databaseTime) {
        this.looks = looks;
        this.obstacles = obstacles;
        this.ageing = ageing;
        this.databaseTime = databaseTime;
    }

    @Override
    public Optional<Answer> ask(JobId id) {
        return looks.search().find(id).map(job -> new Answer(id, job.state(), reasons(job)));
    }

    private List<Reason> reasons(JobSnapshot job) {
        if (job.state().terminal()) {
            String when = job.finishedAt() == null ? "" : " at " + Sentence.at(job.finishedAt());
            return List.of(
                    new Reason(Gate.ENDED, "It has ended: " + job.state() + when + reason(job) + ".", List.of(), null));
        }
        if (job.state() == JobState.RUNNING) {
            return List.of(running(job));
        }
        List<Reason> reasons = new ArrayList<>();
        looks.misfit()
                .apply(job.type(), job.args())
                .ifPresent(wrong -> reasons.add(new Reason(
                        Gate.ARGS_DO_NOT_FIT,
                        wrong + ". It runs as soon as a release is deployed that they fit; no attempt is spent"
                                + " meanwhile. If there will be none, cancel it.",
                        List.of(),
                        null)));
        Instant due = job.dueAt();
        if (job.state() == JobState.SCHEDULED && due != null) {
            reasons.add(notDue(job, due));
        }
        Wait wait = looks.waits().find(job.id()).orElse(null);
        if (wait != null && wait.blocked()) {
            reasons.add(key(wait));
        }
        reasons.addAll(obstacles.of(job));
        if (job.state() == JobState.READY && wait != null && (wait.aheadInQueue() > 0 || wait.tenants() > 1)) {
            reasons.add(new Reason(Gate.BEHIND, behind(job, wait), List.of(), null));
        }
        if (reasons.isEmpty()) {
            reasons.add(new Reason(
                    Gate.NOT_STARTED, "Nothing holds it back: a node takes it at its next look.", List.of(), null));
        }
        return reasons;
    }

    private String behind(JobSnapshot job, Wait wait) {
        int ahead = wait.aheadInQueue();
        boolean alone = wait.tenants() <= 1;
        String text;
        if (ahead > 0) {
            String whose = alone ? "queue " + job.queue() : Sentence.tenant(job.tenant());
            text = Sentence.capped(ahead, "ready job") + " of " + whose + (ahead == 1 ? " comes" : " come")
                    + " before it";
        } else {
            text = "It is the next one of " + Sentence.tenant(job.tenant());
        }
        text += alone ? "." : "; " + Sentence.tenants(wait.tenants(), job.queue()) + " take turns.";
        boolean old = Duration.between(job.submittedAt(), databaseTime.get()).compareTo(ageing.after()) > 0;
        return ahead > 0 && old && ageing.share() > 0
                ? text + " It has waited for more than " + ageing.after() + ", so it also has a part in the "
                        + ageing.share() + " of 100 jobs that go to the oldest."
                : text;
    }

    private static Reason running(JobSnapshot job) {
        String node = job.node() == null ? "a node" : "node " + job.node();
        String text = job.startedAt() == null
                ? capital(node) + " holds it: it has just started there, or waits there for a free place."
                : "It runs on " + node + " since " + Sentence.at(job.startedAt()) + limit(job);
        return new Reason(Gate.RUNNING, text, List.of(), null);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String reason(JobSnapshot job) {
        return job.reason() == null ? "" : " (" + job.reason() + ")";
    }

    private static String limit(JobSnapshot job) {
        return job.endBefore() == null ? "." : "; its time limit is over at " + Sentence.at(job.endBefore()) + ".";
    }

    private static Reason notDue(JobSnapshot job, Instant due) {
        String text = job.attempt() > 1
                ? "It waits for attempt " + job.attempt() + ", which is due at " + Sentence.at(due) + limit(job)
                : "It is not due before " + Sentence.at(due) + limit(job);
        return new Reason(Gate.NOT_DUE, text, List.of(), due);
    }

    private static Reason key(Wait wait) {
        io.nightshift.store.port.Gate gate = wait.gate();
        if (gate == null) {
            return new Reason(Gate.CONCURRENCY_KEY, "It waits for other jobs.", List.of(), null);
        }
        String ahead = wait.aheadForKey() == 0
                ? "; it is the next one."
                : "; " + Sentence.capped(wait.aheadForKey(), "job") + " with this key "
                        + (wait.aheadForKey() == 1 ? "waits" : "wait") + " before it.";
        List<JobId> holders = wait.holders().first();
        String held = wait.holders().count() + "/" + gate.most() + " held by " + Sentence.jobs(wait.holders());
        return gate.ordered()
                ? new Reason(
                        Gate.ORDERING_KEY,
                        "Jobs with the ordering key " + gate.key() + " run one after the other: " + held + ahead,
                        holders,
                        null)
                : new Reason(
                        Gate.CONCURRENCY_KEY, "The key " + gate.key() + " is busy: " + held + ahead, holders, null);
    }
}
