package io.nightshift.test.faults.check;

import io.nightshift.test.faults.check.Accepted.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A history made by hand, good until something is planted in it. */
final class Planted {

    static final String SCHEDULE = "every-second";
    private static final Instant FIRST = Instant.parse("2026-01-31T08:00:00Z");
    private static final long PROCESS = 11;

    final List<Accepted> accepted = new ArrayList<>();
    final List<String> unanswered = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<Disturbance> disturbances = new ArrayList<>();
    final List<Rows.Job> jobs = new ArrayList<>();
    final List<Rows.Outcome> outcomes = new ArrayList<>();
    final List<Rows.Attempt> attempts = new ArrayList<>();
    final List<Rows.Place> places = new ArrayList<>();
    final List<Rows.Fire> fires = new ArrayList<>();
    final List<String> rejects = new ArrayList<>();
    final List<String> orphans = new ArrayList<>();
    boolean noneLost;
    boolean exact = true;
    long counted;

    /** A job that was accepted and stored, and has done nothing yet. */
    Planted stored(String id, @Nullable String gate, int most) {
        accepted.add(new Accepted("key-" + id, id, Way.HTTP, 1));
        jobs.add(new Rows.Job(id, "key-" + id, null, gate, most));
        return this;
    }

    Planted start(String id, int attempt, long process) {
        effects.add(new Effect(id, attempt, process, true, effects.size()));
        return this;
    }

    Planted end(String id, int attempt, long process) {
        effects.add(new Effect(id, attempt, process, false, effects.size()));
        return this;
    }

    Planted recorded(String id, int attempt, String kind) {
        attempts.add(new Rows.Attempt(id, attempt, kind));
        return this;
    }

    Planted succeeded(String id, int attempt) {
        outcomes.add(new Rows.Outcome(id, "SUCCEEDED", attempt));
        counted++;
        return this;
    }

    /** A job from its acceptance to its outcome. */
    Planted whole(String id) {
        return stored(id, null, 1).start(id, 1, PROCESS).end(id, 1, PROCESS).succeeded(id, 1);
    }

    /** The instant of a second, and its whole job. */
    Planted fired(int second) {
        String id = "tick-" + second;
        jobs.add(new Rows.Job(id, null, SCHEDULE, null, 1));
        fires.add(new Rows.Fire(SCHEDULE, FIRST.plusSeconds(second), "FIRED", id));
        return start(id, 1, PROCESS).end(id, 1, PROCESS).succeeded(id, 1);
    }

    List<Violation.Promise> broken() {
        return violations().stream().map(Violation::promise).distinct().toList();
    }

    List<Violation> violations() {
        return Checker.check(new History(
                accepted,
                unanswered,
                refused,
                effects,
                disturbances,
                new Rows(jobs, outcomes, attempts, places, fires, rejects, counted, orphans),
                noneLost,
                exact));
    }
}
