package io.nightshift.web.security;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.access.Reach;
import io.nightshift.engine.why.Why;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.Page;
import io.nightshift.store.port.JobSearch.Query;
import io.nightshift.store.port.JobSearch.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs that somebody sees. A job beyond their reach is like one that does not exist. The cursor of a search that stopped may
 * hold the id of another's job: it tells that there was one, and opens nothing. Who sees all jobs costs no query more.
 */
public final class VisibleJobs {

    private final JobSearch search;

    /** Shows what the store finds. */
    public VisibleJobs(JobSearch search) {
        this.search = search;
    }

    /** A page of them. */
    public Page search(Query query, Reach reach) {
        return search.search(reach.all() ? query : query.of(reach.name()));
    }

    /** One of them. */
    public Optional<JobSnapshot> find(JobId id, Reach reach) {
        return search.find(id).filter(job -> reach.covers(job.submitter()));
    }

    /** Rows of several; those beyond reach are left out as unknown ones are. */
    public Collection<Row> rows(Collection<JobId> ids, Reach reach) {
        return ids.isEmpty()
                ? List.of()
                : search.rows(ids).values().stream()
                        .filter(row -> reach.covers(row.submitter()))
                        .toList();
    }

    /** Whether somebody sees this one, as far as its submitter decides: for who sees all it need not exist. */
    public boolean covers(JobId id, Reach reach) {
        return reach.all() || !rows(List.of(id), reach).isEmpty();
    }

    /** What stands before a job, as far as somebody may know it: jobs beyond their reach are named neither in words nor by id. */
    public Why.Reason shown(Why.Reason reason, Reach reach) {
        Set<JobId> seen = covered(new LinkedHashSet<>(reason.jobs()), reach);
        String text = reason.text();
        for (JobId job : reason.jobs()) {
            if (!seen.contains(job)) {
                text = text.replace(job.toString(), "of another submitter");
            }
        }
        return new Why.Reason(reason.gate(), text, List.copyOf(seen), reason.until());
    }

    /** Those ids that somebody may name. */
    public Set<JobId> covered(Set<JobId> ids, Reach reach) {
        if (reach.all()) {
            return ids;
        }
        Map<JobId, Row> seen = new LinkedHashMap<>();
        rows(ids, reach).forEach(row -> seen.put(row.id(), row));
        return seen.keySet();
    }
}
