package io.nightshift.web.console.operation;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.bulk.Operations.Seen;
import io.nightshift.store.bulk.BulkStore.Operation;
import io.nightshift.web.console.Chip;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An operation as a line of a list.
 *
 * @param seen the operation and the state of its job
 */
public record OperationLine(Seen seen) {

    /** For EL. */
    public Operation getOperation() {
        return seen.operation();
    }

    /** The state of its job; null if retention has removed that. */
    public @Nullable Chip getChip() {
        JobState state = seen.state();
        return state == null ? null : Chip.of(state, 1);
    }

    /** Whether it can be stopped. */
    public boolean isStoppable() {
        JobState state = seen.state();
        return state != null && !state.terminal();
    }

    public String getVerb() {
        return verb(seen.operation().action());
    }

    /** Why jobs were skipped: "2 running, 1 had ended". */
    public String getReasons() {
        return seen.operation().tally().reasons().entrySet().stream()
                .map(reason -> String.format(Locale.ROOT, "%,d ", reason.getValue())
                        + switch (reason.getKey()) {
                            case DONE -> "done";
                            case REQUESTED -> "asked to stop";
                            case ENDED -> "had ended";
                            case NOT_ENDED -> "not ended yet";
                            case SUCCEEDED -> "had succeeded";
                            case RUNNING -> "running";
                            case BUSY -> "moved by somebody else";
                            case GONE -> "not there any more";
                        })
                .collect(Collectors.joining(", "));
    }

    static String verb(BulkAction action) {
        String name = action.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
