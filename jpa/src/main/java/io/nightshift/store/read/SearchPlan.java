package io.nightshift.store.read;

import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one search finds its jobs: a source of candidates that is in order by an index and as small as the query allows,
 * and conditions that each candidate must meet. Numbers are written into the statements, because a plan that does not
 * know its limit is a bad plan; everything that callers send is a parameter.
 */
final class SearchPlan {

    private final List<Function<Slice, String>> sources = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private final SearchSql sql;
    private boolean everyJob;

    private SearchPlan(SearchSql sql) {
        this.sql = sql;
    }

    /**
     * Plans a search.
     *
     * @param query what is asked for
     * @param exact the job that the text names by its whole id; null if it does not
     * @param running the ids of all running jobs, if the query asks for that state
     * @param sql the database's
     */
    static SearchPlan of(JobSearch.Query query, @Nullable UUID exact, UUID[] running, SearchSql sql) {
        SearchPlan plan = new SearchPlan(sql);
        plan.parameters.put("running", running);
        Set<JobState> states = states(query);
        boolean small = !states.isEmpty() && !states.contains(JobState.SUCCEEDED);
        boolean byTag = exact == null && query.tag() != null && !small;
        boolean byTenant = exact == null && query.tenant() != null && !small && !byTag && sql.findsTenants();
        if (exact != null) {
            plan.from("select id from job where id = :exact and id");
            plan.parameters.put("exact", exact);
        } else if (byTag) {
            plan.parameters.put("tag", query.tag());
            plan.from("select job_id as id from job_tag where tag = :tag and job_id");
        } else if (byTenant) {
            plan.parameters.put("tenant", query.tenant());
            plan.from("select id from job where tenant = :tenant and id");
        } else if (!states.isEmpty()) {
            plan.fromPlaces(states, query.queue());
        } else {
            plan.everyJob = true;
            plan.from("select id, type, queue, priority, args, tenant, submitter from job where id");
        }
        if (!byTag) {
            plan.condition(
                    "exists (select 1 from job_tag t where t.tag = :tag and t.job_id = j.id)", "tag", query.tag());
        }
        if (!states.isEmpty() && (byTag || byTenant || exact != null)) {
            plan.conditions.add("("
                    + String.join(" or ", states.stream().map(SearchPlan::isIn).toList()) + ")");
        }
        plan.condition("j.type = :type", "type", query.type());
        plan.condition("j.queue = :queue", "queue", query.queue());
        if (!byTenant) {
            plan.condition("j.tenant = :tenant", "tenant", query.tenant());
        }
        plan.condition("j.submitter = :submitter", "submitter", query.submitter());
        if (exact == null) {
            plan.containing(query.text());
        }
        return plan;
    }

    /** The states to look for; empty if any will do. */
    static Set<JobState> states(JobSearch.Query query) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        states.addAll(query.states());
        return states.size() == JobState.values().length ? EnumSet.noneOf(JobState.class) : states;
    }

    /** Whether each candidate is a match. */
    boolean unconditional() {
        return conditions.isEmpty();
    }

    /** A statement for the ids of up to {@code limit} matches among the next {@code candidates} candidates, in order. */
    String matches(SearchWindow window, int candidates, int limit) {
        String from = everyJob
                ? "(" + candidates(window, candidates) + ") j"
                : "(" + candidates(window, candidates) + ") c join job j on j.id = c.id";
        return "select j.id from " + from + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + " order by j.id " + window.order() + " limit " + limit;
    }

    /** A statement for the id of the last of the next {@code candidates} candidates. */
    String edge(SearchWindow window, int candidates) {
        return "select c.id from (" + candidates(window, candidates) + ") c order by c.id " + window.oppositeOrder()
                + " limit 1";
    }

    /** Sets the parameters that a statement of this plan has. */
    void bind(Query statement, SearchWindow window) {
        statement.setParameter("low", window.low()).setParameter("high", window.high());
        statement.getParameters().forEach(parameter -> {
            Object value = parameters.get(parameter.getName());
            if (value != null) {
                statement.setParameter(parameter.getName(), value);
            }
        });
    }

    private String candidates(SearchWindow window, int limit) {
        Slice slice = new Slice(window.order(), limit);
        if (sources.size() == 1) {
            return sources.get(0).apply(slice);
        }
        List<String> parts = sources.stream()
                .map(source -> "select id from (" + source.apply(slice) + ") s")
                .toList();
        return "select id from (" + String.join(" union all ", parts) + ") u order by id " + slice.order() + " limit "
                + limit;
    }

    /** Adds a source; {@code select} ends with the name of the column that the window is about. */
    private void from(String select) {
        String column = select.substring(select.lastIndexOf(' ') + 1);
        sources.add(slice ->
                select + " > :low and " + column + " < :high order by id " + slice.order() + " limit " + slice.limit());
    }

    private void fromPlaces(Set<JobState> states, @Nullable String queue) {
        for (JobState state : states) {
            switch (state) {
                case SCHEDULED -> from("select job_id as id from scheduled where job_id");
                case BLOCKED -> from("select job_id as id from blocked where job_id");
                case READY -> fromReady(queue);
                case RUNNING -> from("select id from unnest(cast(:running as uuid array)) as r(id) where id");
                // A literal, so that PostgreSQL sees that its partial index will do. It has no index for the
                // successes, which are nearly all of the outcomes: there the few others are passed by.
                case SUCCEEDED, DEAD, CANCELLED, EXPIRED -> fromOutcomes(state);
            }
        }
    }

    /** In the order of the index (state, job_id): H2 sorts all of them otherwise, though the state is always the same. */
    private void fromOutcomes(JobState state) {
        String select = "select job_id as id from outcome where state = '" + state.name()
                + "' and job_id > :low and job_id < :high";
        sources.add(slice ->
                select + " order by state " + slice.order() + ", id " + slice.order() + " limit " + slice.limit());
    }

    private void fromReady(@Nullable String queue) {
        sources.add(slice -> sql.ready(queue != null, slice.order(), slice.limit()));
    }

    private void containing(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            SearchText sought = new SearchText(text, sql);
            condition(everyJob ? sought.inNeighbours() : sought.inJob(), SearchText.PARAMETER, sought.pattern());
        }
    }

    private void condition(String sql, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(sql);
            parameters.put(parameter, value);
        }
    }

    private static String isIn(JobState state) {
        return switch (state) {
            case SCHEDULED -> "exists (select 1 from scheduled s where s.job_id = j.id)";
            case BLOCKED -> "exists (select 1 from blocked b where b.job_id = j.id)";
            case READY ->
                "exists (select 1 from ready r where r.queue = j.queue"
                        + " and r.tenant = coalesce(j.tenant, '') and r.priority = j.priority and r.job_id = j.id)";
            case RUNNING -> "j.id in (select id from unnest(cast(:running as uuid array)) as r(id))";
            case SUCCEEDED, DEAD, CANCELLED, EXPIRED ->
                "exists (select 1 from outcome o where o.job_id = j.id and o.state = '" + state.name() + "')";
        };
    }

    private record Slice(String order, int limit) {}
}
