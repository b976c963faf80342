package io.nightshift.store.duty;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rescue, and what the rescued may still do. */
abstract class RescueContract extends JobStoreContract {

    @Test
    void rescuesJobsOfANodeWhoseLeaseEnded() {
        List<JobId> ids = stored(3);
        Claimed claimed = claim(3);
        assertThat(store.rescue(10, 3)).as("its lease has not ended").isEmpty();

        loseNode();

        assertThat(store.rescue(10, 3)).isEqualTo(Map.of("default", 3));
        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("ready 2"));
        assertThat(database.rows("select distinct kind, node from attempt")).containsExactly(List.of("LOST", "one"));
        assertThat(finish(claimed, succeeded())).as("the zombie").containsExactlyInAnyOrderElementsOf(ids);
        assertThat(store.release(node, claimed.id(), null)).isZero();
        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("ready 2"));
    }

    @Test
    void rescuesJobsOfANodeThatNobodyKnows() {
        JobId id = stored(aJob());
        claim(1);

        nodes.leave(node);

        assertThat(store.rescue(10, 3)).isEqualTo(Map.of("default", 1));
        assertThat(places.of(id)).isEqualTo("ready 2");
    }

    @Test
    void rescuesAtMostSoManyClaims() {
        stored(3);
        claim(1);
        claim(1);
        claim(1);
        loseNode();

        assertThat(store.rescue(2, 3)).isEqualTo(Map.of("default", 2));
        assertThat(store.rescue(2, 3)).isEqualTo(Map.of("default", 1));
        assertThat(store.rescue(2, 3)).isEmpty();
    }

    @Test
    void rescueAndZombieAgreeOnWhoWon() {
        for (int round = 0; round < 10; round++) {
            List<JobId> ids = stored(50);
            Claimed claimed = claim(50);
            loseNode();

            List<Object> answers = Together.run(3, i -> i == 0 ? finish(claimed, succeeded()) : store.rescue(10, 3));

            Set<?> fenced = (Set<?>) answers.get(0);
            assertThat(fenced.size()).isIn(0, 50);
            assertThat(ids)
                    .allSatisfy(
                            id -> assertThat(places.of(id)).isEqualTo(fenced.isEmpty() ? "SUCCEEDED 1" : "ready 2"));
            database.execute("delete from ready");
            database.execute("delete from job where id not in (select job_id from outcome)");
            database.execute("delete from attempt");
            reviveNode();
        }
    }

    @Test
    void aJobThatKeepsLosingItsNodeIsGivenUp() {
        JobId id = stored(aJob().maxAttempts(1));
        lose(id, true);
        assertThat(places.of(id)).isEqualTo("ready 2");
        lose(id, true);
        assertThat(places.of(id)).isEqualTo("ready 3");

        lose(id, true);

        assertThat(places.of(id)).isEqualTo("DEAD 3");
        assertThat(database.number("select count(*) from attempt where kind = 'LOST'"))
                .isEqualTo(3);
    }

    @Test
    void aNeighbourInTheSameClaimIsNotBlamed() {
        JobId id = stored(aJob());

        for (int i = 0; i < 6; i++) {
            lose(id, false);
        }

        assertThat(places.of(id)).isEqualTo("ready 7");
    }

    @Test
    void lossesDoNotCountAsFailures() {
        JobId id = stored(aJob().maxAttempts(2));
        lose(id, true);
        lose(id, true);

        finish(claim(1), failed());
        assertThat(places.of(id)).as("one failure of two").isEqualTo("scheduled 4");
        store.promote(1);
        finish(claim(1), failed());

        assertThat(places.of(id)).isEqualTo("DEAD 4");
    }

    @Test
    void anOperatorsRetryForgetsTheLosses() {
        JobId id = stored(aJob());
        for (int i = 0; i < 3; i++) {
            lose(id, true);
        }
        assertThat(places.of(id)).isEqualTo("DEAD 3");

        store.retry(id, "ann");
        lose(id, true);

        assertThat(places.of(id)).isEqualTo("ready 5");
    }

    @Test
    void aLostJobWithARequestToCancelIsCancelled() {
        JobId id = stored(aJob());
        claim(1);
        store.cancel(id, "ann");
        loseNode();

        assertThat(store.rescue(10, 3)).isEmpty();

        assertThat(places.of(id)).isEqualTo("CANCELLED 1");
        assertThat(database.number("select count(*) from claim where cancels is not null"))
                .isZero();
    }

    /** Claims the job, perhaps starts it, loses the node and rescues. */
    private void lose(JobId id, boolean started) {
        Claimed claimed = claim(1);
        if (started) {
            started(id, only(claimed).attempt(), "one");
        }
        loseNode();
        store.rescue(10, 3);
        reviveNode();
    }
}
