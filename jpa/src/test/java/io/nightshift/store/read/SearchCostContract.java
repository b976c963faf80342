package io.nightshift.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.TestPersistence;
import io.nightshift.store.port.JobSearch.Query;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many rows the database reads for a page of 50 of 100,000 jobs, as its own plan says: a few for each that is shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchCostContract {

    private static final int JOBS = 100_000;
    private static final int SHOWN = 50;
    private static final int STEP = 1_000;
    private static final int MOST_ROWS = 50 * SHOWN;
    private static final String ID = "cast('01900000-0000-7000-8000-' || lpad(cast(x as varchar), 12, '0') as uuid)";

    private final TestPersistence database = database();
    private final SearchSql sql = database.moves().search();

    abstract TestPersistence database();

    /** The numbers from 1 on, as column x of a table n. */
    abstract String numbers(int most);

    /** The database's own account of a statement, as it was carried out. */
    abstract String explain();

    /** Makes the plan one of a real server. */
    void prepare(EntityManager em) {}

    /** The rows that it read, all tables and indexes together. */
    abstract long rowsRead(List<String> plan);

    @BeforeAll
    void fill() {
        String many = " from " + numbers(JOBS);
        database.sql(
                "insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, submitter, source, submitted_at)"
                        + " select " + ID
                        + ", case when mod(x, 25000) = 0 then 'rare' else 'usual' end, 'default', 5, '{}', 1, 1000,"
                        + " 'ann', 'HTTP', current_timestamp" + many);
        database.sql("insert into outcome (job_id, state, attempt, finished_at) select " + ID
                + ", case mod(x, 10) when 1 then 'DEAD'"
                + " when 2 then 'CANCELLED' when 3 then 'EXPIRED' else 'SUCCEEDED' end, 1, current_timestamp" + many
                + " where mod(x, 10) < 7");
        database.sql("insert into ready (queue, tenant, priority, job_id, attempt, type) select 'default', '', 5, " + ID
                + ", 1, 'usual'" + many + " where mod(x, 10) = 7");
        database.sql("insert into scheduled (job_id, queue, due, attempt) select " + ID
                + ", 'default', current_timestamp, 1" + many + " where mod(x, 10) = 8");
        database.sql("insert into blocked (job_id, queue, attempt, gate, place) select " + ID
                + ", 'default', 1, 'c:k', x" + many + " where mod(x, 10) = 9");
        database.sql("analyze");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    @Test
    void theNewestOfAllJobs() {
        assertThat(read(query(List.of(), null, null, false))).isLessThanOrEqualTo(MOST_ROWS);
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void theNewestOfAState(JobState state) {
        assertThat(read(query(List.of(state), null, null, false))).isLessThanOrEqualTo(MOST_ROWS);
    }

    /** As does a page in the middle, in both directions. */
    @ParameterizedTest
    @EnumSource(JobState.class)
    void aPageInTheMiddle(JobState state) {
        JobId middle = new JobId(UUID.fromString("01900000-0000-7000-8000-000000050000"));

        assertThat(read(query(List.of(state), null, middle, false))).isLessThanOrEqualTo(MOST_ROWS);
        assertThat(read(query(List.of(state), null, middle, true))).isLessThanOrEqualTo(MOST_ROWS);
    }

    /** Those that a filter passes by are read in steps, each of them bounded. */
    @ParameterizedTest
    @EnumSource(JobState.class)
    void aStepOfASearchForAFew(JobState state) {
        SearchPlan plan = plan(query(List.of(state), "rare", null, false));
        SearchWindow window = SearchWindow.of(query(List.of(state), "rare", null, false));

        assertThat(read(plan, window, plan.edge(window, STEP))).isLessThanOrEqualTo(2L * MOST_ROWS);
        assertThat(read(plan, window, plan.matches(window, STEP, SHOWN))).isLessThanOrEqualTo(2L * MOST_ROWS);
    }

    @Test
    void thePageOfSeveralStates() {
        List<JobState> ended = List.of(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED);

        assertThat(read(query(ended, null, null, false))).isLessThanOrEqualTo(MOST_ROWS);
    }

    private static Query query(
            List<JobState> states, @Nullable String type, @Nullable JobId cursor, boolean backwards) {
        return new Query(states, type, null, null, null, null, null, null, null, cursor, backwards, SHOWN);
    }

    private SearchPlan plan(Query query) {
        return SearchPlan.of(query, null, new UUID[0], sql);
    }

    private long read(Query query) {
        SearchWindow window = SearchWindow.of(query);
        SearchPlan plan = plan(query);
        return read(plan, window, plan.matches(window, SHOWN + 1, SHOWN + 1));
    }

    private long read(SearchPlan plan, SearchWindow window, String statement) {
        return database.transaction(em -> {
            prepare(em);
            jakarta.persistence.Query explained = em.createNativeQuery(explain() + statement);
            plan.bind(explained, window);
            List<String> lines = new ArrayList<>();
            for (Object line : explained.getResultList()) {
                lines.add(String.valueOf(line));
            }
            assertThat(lines).isNotEmpty();
            return rowsRead(lines);
        });
    }
}
