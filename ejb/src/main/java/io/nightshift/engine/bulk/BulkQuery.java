package io.nightshift.engine.bulk;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter as the store searches. */
final class BulkQuery {

    private BulkQuery() {}

    static JobSearch.Query of(@Nullable BulkAction action, BulkFilter filter) {
        Collection<JobState> states = filter.state();
        if (states.isEmpty()) {
            states = action == null ? List.of() : action.states();
        }
        return new JobSearch.Query(
                states,
                filter.type(),
                filter.queue(),
                filter.tenant(),
                null,
                filter.tag(),
                filter.text(),
                filter.from(),
                filter.to(),
                null,
                false,
                1);
    }
}
