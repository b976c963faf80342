package io.nightshift.store.read;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.store.id.TimeId;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobWalk;
import io.nightshift.store.port.SearchTimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** {@link JobSearch} and {@link JobWalk} through the entity manager, in the caller's transaction or one of its own. */
@ApplicationScoped
@Transactional
class JpaJobSearch implements JobSearch, JobWalk {

    private static final String SAVEPOINT = "nightshift_find";
    private static final int MAX_ROWS = 200;
    private static final int MAX_LINES = 1_000;
    private static final int MAX_CHUNK = 10_001;

    private final EntityManager em;
    private final SearchSql sql;
    private final ReadLimits limits;

    @Inject
    JpaJobSearch(EntityManager em, SearchSql sql) {
        this(em, sql, ReadLimits.DEFAULT);
    }

    JpaJobSearch(EntityManager em, SearchSql sql, ReadLimits limits) {
        this.em = em;
        this.sql = sql;
        this.limits = limits;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JpaJobSearch() {
        this(null, null, ReadLimits.DEFAULT);
    }

    /** In the caller's transaction, if there is one, behind a savepoint: a search that was stopped must not spoil it. */
    @Override
    @Transactional(value = Transactional.TxType.SUPPORTS, dontRollbackOn = SearchTimeoutException.class)
    public Optional<JobSnapshot> find(JobId id) {
        if (!em.isJoinedToTransaction()) {
            return limits.keep(() -> reader().find(id.value()));
        }
        execute("savepoint " + SAVEPOINT);
        try {
            Optional<JobSnapshot> found = limits.keep(() -> reader().find(id.value()));
            execute("release savepoint " + SAVEPOINT);
            return found;
        } catch (SearchTimeoutException stopped) {
            execute("rollback to savepoint " + SAVEPOINT);
            throw stopped;
        }
    }

    @Override
    public Map<JobId, Row> rows(Collection<JobId> ids) {
        return limits.keep(() -> reader().rows(ids.stream().map(JobId::value).toList()));
    }

    @Override
    public Page search(Query query) {
        if (query.limit() < 1 || query.limit() > MAX_ROWS) {
            throw new IllegalArgumentException("A page has 1 to " + MAX_ROWS + " rows, not " + query.limit());
        }
        return limits.keep(() -> page(query));
    }

    @Override
    public List<LogLine> log(JobId id, @Nullable LogPosition after, int limit) {
        if (limit < 1 || limit > MAX_LINES) {
            throw new IllegalArgumentException("A page of a log has 1 to " + MAX_LINES + " lines, not " + limit);
        }
        LogPosition from = after == null ? new LogPosition(0, 0) : after;
        return limits.keep(() -> list(
                limits.of(em.createQuery(
                                "select l from LogLineEntity l where l.jobId = :id"
                                        + " and (l.attempt, l.line) > (:attempt, :line) order by l.attempt, l.line",
                                LogLineEntity.class))
                        .setParameter("id", id.value())
                        .setParameter("attempt", from.attempt())
                        .setParameter("line", from.line())
                        .setMaxResults(limit)
                        .getResultList(),
                LogLineEntity::logLine));
    }

    @Override
    public List<PastOutcome> history(JobId id) {
        return limits.keep(() -> list(
                limits.of(em.createQuery(
                                "select p from PastOutcomeEntity p where p.jobId = :id order by p.attempt",
                                PastOutcomeEntity.class))
                        .setParameter("id", id.value())
                        .getResultList(),
                PastOutcomeEntity::outcome));
    }

    @Override
    public Chunk next(Query filter, @Nullable JobId after, @Nullable JobId before, int limit) {
        if (limit < 1 || limit > MAX_CHUNK) {
            throw new IllegalArgumentException("A chunk has 1 to " + MAX_CHUNK + " jobs, not " + limit);
        }
        return limits.keep(() -> {
            SearchWindow window = SearchWindow.between(filter, after, before);
            SearchWalk.Found found = new SearchWalk(em, limits).run(plan(filter), window, limit, limits.chunk());
            List<JobId> jobs = list(found.ids(), JobId::new);
            return new Chunk(jobs, jobs.size() == limit ? jobs.get(limit - 1) : jobId(found.stoppedAt()));
        });
    }

    private SearchPlan plan(Query query) {
        boolean running = SearchPlan.states(query).contains(JobState.RUNNING);
        UUID[] all = running ? new RunningJobs(em, limits).all() : new UUID[0];
        return SearchPlan.of(query, named(query.text()), all, sql);
    }

    private Page page(Query query) {
        Set<JobState> states = SearchPlan.states(query);
        SearchWalk.Found found =
                new SearchWalk(em, limits).run(plan(query), SearchWindow.of(query), query.limit() + 1, limits.page());
        boolean more = found.ids().size() > query.limit();
        List<UUID> ids = new ArrayList<>(more ? found.ids().subList(0, query.limit()) : found.ids());
        UUID onwards = more ? ids.get(ids.size() - 1) : found.stoppedAt();
        UUID back = back(query, ids);
        if (query.backwards()) {
            Collections.reverse(ids);
        }
        List<Row> rows = reader().rows(ids).values().stream()
                // A job may have moved on between the two statements.
                .filter(row -> states.isEmpty() || states.contains(row.state()))
                .toList();
        return new Page(
                rows,
                jobId(query.backwards() ? back : onwards),
                jobId(query.backwards() ? onwards : back),
                found.stoppedAt() == null);
    }

    /** The cursor that leads back to where the search came from. */
    private static @Nullable UUID back(Query query, List<UUID> ids) {
        if (query.cursor() == null) {
            return null;
        }
        if (!ids.isEmpty()) {
            return ids.get(0);
        }
        // Nothing was found behind the cursor, and the cursor itself belongs to the page before.
        UUID cursor = query.cursor().value();
        return query.backwards() ? TimeId.after(cursor) : TimeId.before(cursor);
    }

    /** The job that a text names by its whole id; null if it names none. */
    private @Nullable UUID named(@Nullable String text) {
        UUID id;
        try {
            id = text == null ? null : JobId.parse(text.strip()).value();
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
        return id == null || reader().rows(List.of(id)).isEmpty() ? null : id;
    }

    private void execute(String sql) {
        em.unwrap(Session.class).doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    private JobReader reader() {
        return new JobReader(em, limits, sql);
    }

    private static @Nullable JobId jobId(@Nullable UUID id) {
        return id == null ? null : new JobId(id);
    }

    private static <E, T> List<T> list(List<E> entities, Function<E, T> to) {
        return entities.stream().map(to).toList();
    }
}
