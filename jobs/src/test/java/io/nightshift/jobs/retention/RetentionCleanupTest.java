package io.nightshift.jobs.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobState;
import io.nightshift.api.retention.Retention;
import io.nightshift.jobs.FakeContext;
import io.nightshift.jobs.retention.RetentionCleanup.Args;
import io.nightshift.jobs.retention.RetentionCleanup.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionCleanupTest {

    private final Map<JobState, Integer> old = new EnumMap<>(JobState.class);
    private final List<String> asked = new ArrayList<>();
    private final Retention retention = (states, age, limit) -> {
        JobState state = states.iterator().next();
        int removed = Math.min(limit, old.getOrDefault(state, 0));
        old.merge(state, -removed, Integer::sum);
        asked.add(Set.copyOf(states) + " " + age.toDays());
        return removed;
    };
    private final RetentionCleanup handler = new RetentionCleanup(retention);

    @Test
    void removesInBatchesUntilNothingIsLeft() {
        old.put(JobState.SUCCEEDED, 2500);
        old.put(JobState.DEAD, 1);

        Outcome<Result> outcome = handler.handle(new Args(null, null, null, null), new FakeContext());

        assertThat(outcome).isEqualTo(Outcome.success(new Result(2500, 0, 0, 1)));
        assertThat(asked)
                .containsExactly(
                        "[SUCCEEDED] 7", "[SUCCEEDED] 7", "[SUCCEEDED] 7", "[CANCELLED] 7", "[EXPIRED] 7", "[DEAD] 30");
    }

    @Test
    void keepsEachStateAsLongAsAsked() {
        handler.handle(new Args(0, 1, 2, 3), new FakeContext());

        assertThat(asked).containsExactly("[SUCCEEDED] 0", "[CANCELLED] 1", "[EXPIRED] 2", "[DEAD] 3");
    }

    @Test
    void stopsBetweenBatchesWhenCancelled() {
        old.put(JobState.SUCCEEDED, 1_000_000);

        assertThatThrownBy(
                        () -> handler.handle(new Args(null, null, null, null), new FakeContext().cancelAfterChecks(3)))
                .isInstanceOf(JobCancelledException.class);
        assertThat(asked).hasSize(2);
    }
}
