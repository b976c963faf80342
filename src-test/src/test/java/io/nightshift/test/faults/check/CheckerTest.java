package io.nightshift.test.faults.check;

import static io.nightshift.test.faults.check.Violation.Promise.COUNTERS_EQUAL_ROWS;
import static io.nightshift.test.faults.check.Violation.Promise.INSTANTS_ONCE;
import static io.nightshift.test.faults.check.Violation.Promise.NOTHING_LOST;
import static io.nightshift.test.faults.check.Violation.Promise.NOTHING_STUCK;
import static io.nightshift.test.faults.check.Violation.Promise.NOTHING_TWICE;
import static io.nightshift.test.faults.check.Violation.Promise.NO_FALSE_REFUSAL;
import static io.nightshift.test.faults.check.Violation.Promise.NO_NEEDLESS_LOSS;
import static io.nightshift.test.faults.check.Violation.Promise.NO_OVERLAP;
import static io.nightshift.test.faults.check.Violation.Promise.NO_START_AFTER_A_FENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.faults.check.Accepted.Way;
import io.nightshift.test.faults.check.Disturbance.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Of every rule: a history that breaks it, and the one beside it that does not. */
class CheckerTest {

    private final Planted planted = new Planted().whole("a").whole("b").fired(0).fired(1);

    @Test
    void findsNothingInAGoodHistory() {
        planted.accepted.add(new Accepted("poison", null, Way.POISON, 1));
        planted.rejects.add("poison");
        planted.stored("c", null, 1)
                .start("c", 1, 11)
                .end("c", 1, 11)
                .recorded("c", 1, "FAILED")
                .start("c", 2, 12)
                .end("c", 2, 12)
                .succeeded("c", 2);

        assertThat(planted.violations()).isEmpty();
    }

    @Test
    void findsAJobThatIsGone() {
        planted.accepted.add(new Accepted("gone", "g", Way.HTTP, 1));
        assertThat(planted.broken()).containsExactly(NOTHING_LOST);
    }

    @Test
    void findsAMessageThatLeftNothing() {
        planted.accepted.add(new Accepted("message", null, Way.JMS, 1));
        planted.accepted.add(new Accepted("poison", null, Way.POISON, 1));

        assertThat(planted.broken()).containsExactly(NOTHING_LOST);
        assertThat(planted.violations()).hasSize(2);
    }

    @Test
    void findsAnAnswerThatNamesAnotherJobThanTheOneThatIsThere() {
        planted.accepted.add(new Accepted("key-a", "other", Way.HTTP, 1));
        assertThat(planted.broken()).containsExactly(NOTHING_LOST);
    }

    @Test
    void findsAKeyThatIsTwoJobs() {
        planted.whole("c");
        planted.jobs.add(new Rows.Job("d", "key-c", null, null, 1));
        planted.start("d", 1, 11).end("d", 1, 11).succeeded("d", 1);

        assertThat(planted.broken()).containsExactly(NOTHING_TWICE);
    }

    @Test
    void findsAJobThatNobodyAskedFor() {
        planted.whole("c");
        planted.accepted.removeIf(one -> one.key().equals("key-c"));
        assertThat(planted.broken()).containsExactly(NOTHING_TWICE);

        planted.unanswered.add("key-c");
        assertThat(planted.broken()).as("whoever waits for an answer has asked").containsExactly(NOTHING_STUCK);
    }

    @Test
    void findsASecondEffectThatNoRecordExplains() {
        planted.whole("c").start("c", 2, 12).end("c", 2, 12);
        planted.outcomes.replaceAll(one -> one.job().equals("c") ? new Rows.Outcome("c", "SUCCEEDED", 2) : one);
        assertThat(planted.broken()).containsExactly(NOTHING_TWICE);

        planted.recorded("c", 1, "LOST");
        assertThat(planted.violations()).isEmpty();
    }

    @Test
    void findsAnOutcomeThatNoHandlerWorkedFor() {
        planted.stored("c", null, 1).start("c", 1, 11).succeeded("c", 1);
        assertThat(planted.broken()).containsExactly(NOTHING_LOST);
    }

    @Test
    void findsAJobThatEndedBadly() {
        planted.stored("c", null, 1).start("c", 1, 11).end("c", 1, 11).recorded("c", 1, "LOST");
        planted.outcomes.add(new Rows.Outcome("c", "DEAD", 1));
        assertThat(planted.broken()).containsExactly(NOTHING_LOST);
    }

    @Test
    void findsAStaleStart() {
        planted.stored("c", null, 1)
                .recorded("c", 1, "LOST")
                .start("c", 2, 12)
                .end("c", 2, 12)
                .succeeded("c", 2);
        assertThat(planted.violations())
                .as("the first was lost before it started")
                .isEmpty();

        planted.start("c", 1, 11);
        assertThat(planted.broken()).containsExactly(NO_START_AFTER_A_FENCE);
    }

    @Test
    void findsAnOutcomeOfAFencedAttempt() {
        planted.stored("c", null, 1)
                .start("c", 1, 11)
                .recorded("c", 1, "LOST")
                .start("c", 2, 12)
                .end("c", 2, 12)
                .recorded("c", 2, "LOST")
                .end("c", 1, 11)
                .succeeded("c", 1);
        assertThat(planted.broken()).containsExactly(NO_START_AFTER_A_FENCE);
    }

    @Test
    void findsAnAttemptThatStartsTwiceUnlessItWasGivenBackOrItsClaimLost() {
        planted.stored("c", null, 1)
                .start("c", 1, 11)
                .start("c", 1, 12)
                .end("c", 1, 12)
                .succeeded("c", 1);
        assertThat(planted.broken()).containsExactly(NO_START_AFTER_A_FENCE, NO_OVERLAP);

        planted.disturbances.add(new Disturbance(Kind.GIVEN_BACK, 13, Long.MAX_VALUE));
        assertThat(planted.broken()).as("another server was stopped").contains(NO_OVERLAP);

        planted.disturbances.add(new Disturbance(Kind.GIVEN_BACK, 11, Long.MAX_VALUE));
        assertThat(planted.violations()).isEmpty();

        planted.disturbances.clear();
        planted.disturbances.add(new Disturbance(Kind.CLAIMS_LOST, 0, Long.MAX_VALUE));
        assertThat(planted.violations()).isEmpty();
    }

    @Test
    void findsTwoRunsAtATimeUnlessOneWasLost() {
        planted.stored("c", null, 1)
                .start("c", 1, 11)
                .start("c", 2, 12)
                .end("c", 1, 11)
                .end("c", 2, 12)
                .succeeded("c", 2);
        assertThat(planted.broken()).containsExactly(NO_OVERLAP, NOTHING_TWICE);

        planted.recorded("c", 1, "LOST");
        assertThat(planted.violations()).isEmpty();
    }

    @Test
    void findsMoreRunsOfAKeyThanItAllows() {
        planted.stored("c", "key", 2).stored("d", "key", 2).stored("e", "key", 2);
        planted.start("c", 1, 11).start("d", 1, 12).end("c", 1, 11).start("e", 1, 11);
        planted.end("d", 1, 12).end("e", 1, 11);
        planted.succeeded("c", 1).succeeded("d", 1).succeeded("e", 1);
        assertThat(planted.violations()).isEmpty();

        planted.effects.add(0, new Effect("f", 1, 12, true, 0));
        planted.stored("f", "key", 2).end("f", 1, 12).succeeded("f", 1);
        assertThat(planted.broken()).containsExactly(NO_OVERLAP);

        planted.recorded("f", 1, "LOST");
        assertThat(planted.violations()).as("it counts for nothing").isEmpty();
    }

    @Test
    void findsAnInstantWithTwoJobs() {
        planted.jobs.add(new Rows.Job("again", null, Planted.SCHEDULE, null, 1));
        planted.start("again", 1, 11).end("again", 1, 11).succeeded("again", 1);
        assertThat(planted.broken()).containsExactly(INSTANTS_ONCE);
    }

    @Test
    void findsAnInstantThatIsMissing() {
        planted.fired(3);
        assertThat(planted.broken()).containsExactly(INSTANTS_ONCE);

        planted.fires.add(new Rows.Fire(Planted.SCHEDULE, Instant.parse("2026-01-31T08:00:02Z"), "COALESCED", null));
        assertThat(planted.violations()).isEmpty();
    }

    @Test
    void findsAnInstantWithTwoRecords() {
        planted.fires.add(new Rows.Fire(Planted.SCHEDULE, Instant.parse("2026-01-31T08:00:01Z"), "FIRED", "tick-1"));
        assertThat(planted.broken()).containsExactly(INSTANTS_ONCE);
    }

    @Test
    void findsAnInstantWhoseJobIsGone() {
        planted.fires.add(new Rows.Fire(Planted.SCHEDULE, Instant.parse("2026-01-31T08:00:02Z"), "FIRED", "gone"));
        assertThat(planted.broken()).containsExactly(INSTANTS_ONCE);
    }

    @Test
    void findsACounterThatSaysMoreThanTheRowsAndOneThatSaysLessIfNothingExcusesIt() {
        planted.counted++;
        assertThat(planted.broken()).containsExactly(COUNTERS_EQUAL_ROWS);

        planted.counted -= 2;
        assertThat(planted.broken()).containsExactly(COUNTERS_EQUAL_ROWS);

        planted.exact = false;
        assertThat(planted.violations()).isEmpty();
    }

    @Test
    void findsAJobThatDoesNotEnd() {
        planted.stored("c", null, 1);
        planted.places.add(new Rows.Place("c", "claim"));
        assertThat(planted.broken()).containsExactly(NOTHING_STUCK);
        assertThat(planted.violations().get(0).what()).contains("c has not ended", "[claim]");
    }

    @Test
    void findsWhatIsHeldByNobody() {
        planted.orphans.add("claim 1 of no live node");
        assertThat(planted.broken()).containsExactly(NOTHING_STUCK);
    }

    @Test
    void findsAJobInTwoPlaces() {
        planted.places.add(new Rows.Place("a", "ready"));
        assertThat(planted.broken()).containsExactly(NOTHING_TWICE);
    }

    @Test
    void findsALossWhereNothingMayBeLost() {
        planted.recorded("a", 1, "LOST").recorded("b", 1, "FAILED");
        assertThat(planted.violations()).isEmpty();

        planted.noneLost = true;
        assertThat(planted.broken()).containsExactly(NO_NEEDLESS_LOSS);
        assertThat(planted.violations()).hasSize(1);
    }

    @Test
    void findsAFalseRefusal() {
        planted.refused.add("key-9: 404");
        assertThat(planted.broken()).containsExactly(NO_FALSE_REFUSAL);
    }

    @Test
    void readsALineOfTheReceiversLog() {
        assertThat(Effect.of("0198-a 2 4711 start 1700000000000"))
                .isEqualTo(new Effect("0198-a", 2, 4711, true, 1_700_000_000_000L));
    }
}
