package io.nightshift.api.bulk;

import io.nightshift.api.job.JobState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs; what is left out does not matter. The fields are those of the search for jobs.
 *
 * @param state any of these; empty for the states on which the action acts
 * @param type exactly this
 * @param queue exactly this
 * @param tenant is for exactly this
 * @param tag carries this
 * @param text is contained in the id, type, arguments, or last error's message, whatever the case
 * @param from submitted at or after
 * @param to submitted before
 */
public record BulkFilter(
        List<JobState> state,
        @Nullable String type,
        @Nullable String queue,
        @Nullable String tenant,
        @Nullable String tag,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Without a list of states, none is named. */
    public BulkFilter(
            @Nullable List<JobState> state,
            @Nullable String type,
            @Nullable String queue,
            @Nullable String tenant,
            @Nullable String tag,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to) {
        this.state = state == null ? List.of() : List.copyOf(state);
        this.type = type;
        this.queue = queue;
        this.tenant = tenant;
        this.tag = tag;
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** Whether it names anything. */
    public boolean narrows() {
        return !state.isEmpty()
                || type != null
                || queue != null
                || tenant != null
                || tag != null
                || text != null
                || from != null
                || to != null;
    }
}
