package io.nightshift.store.finish;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Finished;
import io.nightshift.store.sql.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Finished} as columns.
 *
 * @param decision what the ending asks for
 * @param failure the row for the table {@code attempt}; null for none
 * @param retryIn microseconds until the job goes on, if it does
 */
public record EndedRow(
        UUID claim,
        JobId id,
        int attempt,
        int maxAttempts,
        long ran,
        long ago,
        String node,
        Decision decision,
        @Nullable String result,
        @Nullable Failure failure,
        long retryIn) {

    private static final Finished.Error UNKNOWN = new Finished.Error(null, null, null);
    private static final int NODE = 100;

    /** What an ending asks for. */
    public enum Decision {
        SUCCEEDED,
        DEAD,
        CANCELLED,
        EXPIRED,
        /** Next attempt or DEAD: depends on the attempts that failed. */
        RETRY,
        /** The same attempt later, unless somebody wants to cancel it. */
        SNOOZE
    }

    /** Cut to the columns. */
    public record Failure(
            String kind,
            @Nullable String errorClass,
            @Nullable String message,
            @Nullable String stackTrace) {

        static Failure of(Kind kind, Finished.Error error) {
            return new Failure(
                    kind.name(),
                    Values.fit(error.errorClass(), 300),
                    Values.fit(error.message(), 2_000),
                    Values.fit(error.stackTrace(), 16_000));
        }
    }

    /** Columns of a list; a job that is named twice counts once. */
    public static List<EndedRow> of(List<Finished> finished) {
        List<EndedRow> list = new ArrayList<>(finished.size());
        Set<JobId> seen = new HashSet<>();
        for (Finished one : finished) {
            if (seen.add(one.id())) {
                list.add(of(one));
            }
        }
        return list;
    }

    private static EndedRow of(Finished one) {
        Finished.Ending ending = one.ending();
        if (ending instanceof Finished.Succeeded succeeded) {
            String result = Values.fit(succeeded.result(), Integer.MAX_VALUE);
            return of(one, Decision.SUCCEEDED, result, null, 0);
        }
        if (ending instanceof Finished.Failed failed) {
            Failure failure = Failure.of(failed.kind(), failed.error());
            Decision decision = failed.forGood() ? Decision.DEAD : Decision.RETRY;
            return of(one, decision, null, failure, Values.micros(failed.retryIn()));
        }
        if (ending instanceof Finished.Cancelled cancelled) {
            Finished.Error error = cancelled.error();
            Failure failure = Failure.of(Kind.CANCELLED, error == null ? UNKNOWN : error);
            return of(one, Decision.CANCELLED, null, failure, 0);
        }
        if (ending instanceof Finished.Snoozed snoozed) {
            return of(one, Decision.SNOOZE, null, null, Values.micros(snoozed.delay()));
        }
        return of(one, Decision.EXPIRED, null, null, 0);
    }

    private static EndedRow of(
            Finished one, Decision decision, @Nullable String result, @Nullable Failure failure, long retryIn) {
        String node = Values.fit(one.node(), NODE);
        return new EndedRow(
                one.claimId(),
                one.id(),
                one.attempt(),
                one.maxAttempts(),
                Values.micros(one.ran()),
                Values.micros(one.ago()),
                node == null ? "" : node,
                decision,
                result,
                failure,
                retryIn);
    }
}
