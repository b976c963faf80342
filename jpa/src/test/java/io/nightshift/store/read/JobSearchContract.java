package io.nightshift.store.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.job.AttemptError;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.api.job.Progress;
import io.nightshift.store.TestPersistence;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.LogPosition;
import io.nightshift.store.port.JobSearch.Page;
import io.nightshift.store.port.JobSearch.Query;
import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.store.port.JobWalk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link JobSearch} promises, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobSearchContract {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final UUID NODE = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    final TestPersistence database = database();
    final SearchSql sql = database.moves().search();
    final JobSearch search = database.store(JobSearch.class, em -> new JpaJobSearch(em, sql));
    final JobWalk walk = database.store(JobWalk.class, em -> new JpaJobSearch(em, sql));

    abstract TestPersistence database();

    @BeforeEach
    void clear() {
        for (String table : List.of(
                "job",
                "job_tag",
                "scheduled",
                "blocked",
                "ready",
                "claim",
                "outcome",
                "outcome_history",
                "attempt",
                "progress",
                "job_log",
                "node")) {
            database.sql("delete from " + table);
        }
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    @Test
    void findsNothingOfAnUnknownJob() {
        assertThat(search.find(id(1))).isEmpty();
        assertThat(search.rows(List.of(id(1)))).isEmpty();
        assertThat(search.rows(List.of())).isEmpty();
        assertThat(search.search(Query.all(10))).isEqualTo(new Page(List.of(), null, null, true));
    }

    @Test
    void tellsReadyJob() {
        job(1);
        ready(1, 1);

        assertThat(search.find(id(1)))
                .contains(new JobSnapshot(
                        id(1),
                        "demo.type",
                        "main",
                        5,
                        JobState.READY,
                        1,
                        3,
                        "{\"n\":1}",
                        List.of("red", "blue"),
                        null,
                        "ann",
                        at(1),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null));
    }

    @Test
    void tellsScheduledJobWithItsFailedAttempts() {
        job(1);
        database.sql("insert into scheduled (job_id, due, attempt, queue) values ('" + id(1)
                + "', '2026-03-01T09:00:00Z', 3, 'main')");
        attempt(1, 1, "boom one");
        database.sql("insert into attempt values ('" + id(1) + "', 2, 'TIMED_OUT', null, null, null, null,"
                + " '2026-03-01T08:00:09Z', 'n1')");

        JobSnapshot job = search.find(id(1)).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(job.attempt()).isEqualTo(3);
        assertThat(job.dueAt()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(job.errors())
                .containsExactly(
                        new AttemptError(
                                1, AttemptError.Kind.FAILED, "x.Boom", "boom one", "x.Boom\n at", START, START, "n1"),
                        new AttemptError(
                                2, AttemptError.Kind.TIMED_OUT, null, null, null, null, START.plusSeconds(9), "n1"));
    }

    @Test
    void tellsBlockedJob() {
        job(1);
        database.sql("insert into blocked (job_id, attempt, queue) values ('" + id(1) + "', 1, 'main')");

        assertThat(search.find(id(1)).orElseThrow().state()).isEqualTo(JobState.BLOCKED);
    }

    @Test
    void tellsRunningJobByItsClaim() {
        node();
        job(1);
        job(2);
        claim(List.of(id(1), id(2)), List.of(1, 4));
        attempt(2, 3, "boom");

        JobSnapshot tiny = search.find(id(1)).orElseThrow();
        assertThat(tiny.state()).isEqualTo(JobState.RUNNING);
        assertThat(tiny.attempt()).isEqualTo(1);
        assertThat(tiny.node()).isEqualTo("n1");
        assertThat(tiny.startedAt()).isNull();
        assertThat(search.find(id(2)).orElseThrow().attempt()).isEqualTo(4);
        assertThat(search.rows(List.of(id(2), id(1))).values())
                .extracting(Row::state, Row::attempt, Row::node, Row::error)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(JobState.RUNNING, 4, "n1", "boom"),
                        org.assertj.core.groups.Tuple.tuple(JobState.RUNNING, 1, "n1", null));
    }

    @Test
    void tellsProgressOfTheRunningAttemptOnly() {
        node();
        job(1);
        job(2);
        job(3);
        claim(List.of(id(1), id(2), id(3)), List.of(1, 2, 2));
        progress(1, 1, 30, 120, "half way");
        progress(2, 1, 30, 120, "of the attempt before");
        progress(3, 2, 0, 0, "");

        JobSnapshot reporting = search.find(id(1)).orElseThrow();
        assertThat(reporting.progress()).isEqualTo(new Progress(30, 120, "half way", START.plusSeconds(7)));
        assertThat(reporting.startedAt()).isEqualTo(START.plusSeconds(5));
        JobSnapshot retried = search.find(id(2)).orElseThrow();
        assertThat(retried.progress()).isNull();
        assertThat(retried.startedAt()).isNull();
        JobSnapshot silent = search.find(id(3)).orElseThrow();
        assertThat(silent.progress()).isNull();
        assertThat(silent.startedAt()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void tellsOutcome() {
        job(1);
        outcome(1, JobState.SUCCEEDED);

        JobSnapshot job = search.find(id(1)).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.reason()).isEqualTo("replaced");
        assertThat(job.result()).isEqualTo("{\"ok\":true}");
        assertThat(job.attempt()).isEqualTo(2);
        assertThat(job.startedAt()).isEqualTo(START);
        assertThat(job.finishedAt()).isEqualTo(START.plusSeconds(1));
        assertThat(job.node()).isEqualTo("n1");
    }

    @Test
    void readsRowsOfAllStatesInOneGoAndInTheOrderAskedFor() {
        everyState();

        Map<JobId, Row> rows = search.rows(List.of(id(3), id(99), id(1), id(8)));
        assertThat(rows.keySet()).containsExactly(id(3), id(1), id(8));
        assertThat(rows.values())
                .extracting(Row::state)
                .containsExactly(JobState.READY, JobState.SCHEDULED, JobState.EXPIRED);
        assertThat(rows.get(id(1))).isNotNull().extracting(Row::tags).isEqualTo(List.of("red", "blue"));
    }

    @Test
    void pagesThroughAllJobsBothWays() {
        for (int n = 1; n <= 7; n++) {
            job(n);
            ready(n, 1);
        }

        Page first = search.search(Query.all(3));
        assertThat(numbers(first)).containsExactly(7, 6, 5);
        assertThat(first.newer()).isNull();
        Page second = search.search(after(Query.all(3), first.older()));
        assertThat(numbers(second)).containsExactly(4, 3, 2);
        Page third = search.search(after(Query.all(3), second.older()));
        assertThat(numbers(third)).containsExactly(1);
        assertThat(third.older()).isNull();
        assertThat(third.examinedAll()).isTrue();
        Page back = search.search(before(Query.all(3), third.newer()));
        assertThat(numbers(back)).containsExactly(4, 3, 2);
        assertThat(back.older()).isEqualTo(second.older());
        Page start = search.search(before(Query.all(3), back.newer()));
        assertThat(numbers(start)).containsExactly(7, 6, 5);
        assertThat(start.newer()).isNull();
    }

    @Test
    void leadsBackFromAPageBehindTheEnd() {
        job(1);
        job(2);
        ready(1, 1);
        ready(2, 1);

        Page empty = search.search(after(Query.all(5), id(1)));
        assertThat(empty.rows()).isEmpty();
        assertThat(numbers(search.search(before(Query.all(5), empty.newer())))).containsExactly(2, 1);
        Page none = search.search(before(Query.all(5), id(2)));
        assertThat(none.rows()).isEmpty();
        assertThat(numbers(search.search(after(Query.all(5), none.older())))).containsExactly(2, 1);
    }

    @Test
    void findsEachStateAndAnyMixOfThem() {
        everyState();

        JobState[] states = JobState.values();
        for (int i = 0; i < states.length; i++) {
            assertThat(numbers(search.search(states(Set.of(states[i]), null, null))))
                    .as(states[i].name())
                    .containsExactly(i + 1);
            for (int k = 0; k < i; k++) {
                assertThat(numbers(search.search(states(Set.of(states[i], states[k]), null, null))))
                        .containsExactly(i + 1, k + 1);
            }
        }
        assertThat(numbers(search.search(states(Set.of(states), null, null)))).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(numbers(search.search(states(Set.of(states), null, id(5))))).containsExactly(4, 3, 2, 1);
    }

    @Test
    void findsTheJobsOfATenantWithAndWithoutStates() {
        everyState();
        for (int n : new int[] {1, 3, 5, 6}) {
            database.sql("update job set tenant = 'acme' where id = '" + id(n) + "'");
            database.sql("update ready set tenant = 'acme' where job_id = '" + id(n) + "'");
        }
        Query acme = new Query(List.of(), null, null, "acme", null, null, null, null, null, null, false, 50);

        assertThat(numbers(search.search(acme))).containsExactly(6, 5, 3, 1);
        assertThat(search.search(acme).rows()).allMatch(row -> "acme".equals(row.tenant()));
        for (JobState state : JobState.values()) {
            Query ofState =
                    new Query(List.of(state), null, null, "acme", null, null, null, null, null, null, false, 50);
            assertThat(search.search(ofState).rows())
                    .extracting(JobSearch.Row::id)
                    .containsExactlyElementsOf(search.search(acme).rows().stream()
                            .filter(row -> row.state() == state)
                            .map(JobSearch.Row::id)
                            .toList());
        }
        assertThat(search.search(new Query(
                                List.of(), null, null, "nobody", null, null, null, null, null, null, false, 50))
                        .rows())
                .isEmpty();
    }

    @Test
    void findsTheJobsOfASubmitterAndOfNobodyElse() {
        everyState();
        for (int n : new int[] {1, 3, 5, 6}) {
            database.sql("update job set submitter = 'erp' where id = '" + id(n) + "'");
        }
        Query erp = Query.all(50).of("erp");

        assertThat(numbers(search.search(erp))).containsExactly(6, 5, 3, 1);
        assertThat(search.search(with(erp, Set.of(JobState.values()), null, null, null, id(2).toString()))
                        .rows())
                .isEmpty();
        assertThat(numbers(search.search(with(erp, Set.of(), null, null, null, id(3).toString()))))
                .containsExactly(3);
        assertThat(numbers(search.search(with(erp, Set.of(), null, null, null, "demo"))))
                .containsExactly(6, 5, 3, 1);
        assertThat(search.search(Query.all(50).of("nobody")).rows()).isEmpty();
    }

    @Test
    void filtersStatesByTagTypeQueueAndText() {
        everyState();
        job(20, "other.type", "side", "{\"n\":20}");
        tag(20, "red");
        database.sql("insert into ready (queue, priority, job_id, attempt, type) values ('side', 5, '" + id(20)
                + "', 1, 'other.type')");
        tag(3, "red");
        tag(5, "red");
        tag(6, "red");

        Query all = Query.all(50);
        assertThat(numbers(search.search(with(all, Set.of(), null, null, "red", null))))
                .containsExactly(20, 6, 5, 3);
        assertThat(numbers(search.search(with(all, Set.of(), null, null, "none", null))))
                .isEmpty();
        assertThat(numbers(search.search(with(all, Set.of(JobState.READY), null, null, "red", null))))
                .containsExactly(20, 3);
        assertThat(numbers(
                        search.search(with(all, Set.of(JobState.SUCCEEDED, JobState.READY), null, null, "red", null))))
                .containsExactly(20, 5, 3);
        assertThat(numbers(search.search(
                        with(all, Set.of(JobState.RUNNING, JobState.SUCCEEDED), null, null, "red", null))))
                .containsExactly(5);
        assertThat(numbers(search.search(with(all, Set.of(), "other.type", null, null, null))))
                .containsExactly(20);
        assertThat(numbers(search.search(with(all, Set.of(), null, "side", null, null))))
                .containsExactly(20);
        assertThat(numbers(search.search(with(all, Set.of(JobState.READY), null, "side", null, null))))
                .containsExactly(20);
        assertThat(numbers(search.search(with(all, Set.of(JobState.READY), "demo.type", "main", null, "\"n\":3"))))
                .containsExactly(3);
        assertThat(numbers(search.search(with(all, Set.of(JobState.DEAD), null, "side", null, null))))
                .isEmpty();
    }

    @Test
    void findsTextWhateverTheCase() {
        job(1, "Invoice.Render", "main", "{\"customer\":\"M\u00dcLLER 100%_!\"}");
        job(2, "mail.send", "main", "{}");
        job(3, "mail.send", "main", "{}");
        attempt(2, 1, "Connection refused by HOST");
        attempt(3, 1, "Connection refused");
        attempt(3, 2, "Other");
        for (int n = 1; n <= 3; n++) {
            outcome(n, JobState.DEAD);
        }

        assertThat(text("m\u00fcller")).containsExactly(1);
        assertThat(text("100%_!")).containsExactly(1);
        assertThat(text("0_!")).isEmpty();
        assertThat(text("INVOICE.r")).containsExactly(1);
        assertThat(text("connection REFUSED")).containsExactly(2);
        assertThat(text("x.boom")).isEmpty();
        assertThat(text("LLER 100")).containsExactly(1);
        assertThat(text("_!")).containsExactly(1);
        assertThat(dead("connection REFUSED")).containsExactly(2);
        assertThat(dead("other")).containsExactly(3);
        assertThat(dead("m\u00fcller")).containsExactly(1);
        assertThat(text(id(3).toString().substring(0, 13).toUpperCase(java.util.Locale.ROOT)))
                .contains(3);
        assertThat(text(" " + id(2) + " ")).containsExactly(2);
        assertThat(text("")).containsExactly(3, 2, 1);
    }

    @Test
    void findsTheIdOfAJobInTheArgumentsOfAnother() {
        JobId unknown = id(77);
        job(1, "mail.send", "main", "{\"of\":\"" + unknown + "\"}");
        ready(1, 1);

        assertThat(text(unknown.toString())).containsExactly(1);
    }

    @Test
    void keepsToTheTimeOfSubmission() {
        for (int n = 1; n <= 5; n++) {
            job(n);
            ready(n, 1);
        }

        Query query = new Query(List.of(), null, null, null, null, null, null, at(2), at(4), null, false, 10);
        assertThat(numbers(search.search(query))).containsExactly(3, 2);
        Query states = new Query(
                Set.of(JobState.READY), null, null, null, null, null, null, at(5), Instant.MAX, null, false, 10);
        assertThat(numbers(search.search(states))).containsExactly(5);
        Query never =
                new Query(List.of(), null, null, null, null, null, null, Instant.MAX, Instant.MIN, null, false, 10);
        assertThat(numbers(search.search(never))).isEmpty();
    }

    @Test
    void stopsAfterItsShareAndGoesOnFromThere() {
        int jobs = 120_000;
        database.sql(bulk(jobs));

        Query query = with(Query.all(10), Set.of(), "rare", null, null, null);
        Page page = search.search(query);
        assertThat(page.examinedAll()).isFalse();
        assertThat(page.rows()).isEmpty();
        assertThat(page.older()).isNotNull();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < jobs / 1_000 && page.older() != null; i++) {
            page = search.search(after(query, page.older()));
            page.rows().forEach(row -> found.add(row.priority()));
        }
        assertThat(found).containsExactly(1);
        assertThat(page.older()).isNull();
        assertThat(page.examinedAll()).isTrue();
    }

    @Test
    void walksOldestFirstBetweenTwoJobs() {
        everyState();
        Query query = states(Set.of(JobState.READY, JobState.RUNNING, JobState.DEAD, JobState.CANCELLED), null, id(5));

        JobWalk.Chunk first = walk.next(query, null, id(7), 2);
        JobWalk.Chunk second = walk.next(query, first.next(), id(7), 2);

        assertThat(first).isEqualTo(new JobWalk.Chunk(List.of(id(3), id(4)), id(4)));
        assertThat(second).isEqualTo(new JobWalk.Chunk(List.of(id(6)), null));
        assertThat(walk.next(query, null, null, 10).jobs()).containsExactly(id(3), id(4), id(6), id(7));
        assertThatThrownBy(() -> walk.next(query, null, null, 10_002)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void walksOnWhereItsShareOfCandidatesEnded() {
        database.sql(bulk(110_000));
        Query rare = with(Query.all(50), Set.of(), "common", "none", null, null);

        JobWalk.Chunk first = walk.next(rare, null, null, 10);

        assertThat(first.jobs()).isEmpty();
        assertThat(first.next()).as("there is more to look at").isNotNull();
        JobId at = first.next();
        while (at != null) {
            at = walk.next(rare, at, null, 10).next();
        }
    }

    @Test
    void refusesPagesOfAnySize() {
        assertThatThrownBy(() -> search.search(Query.all(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.search(Query.all(201))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> search.log(id(1), null, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsLogInOrderFromAPlaceOn() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            for (int line = 1; line <= 3; line++) {
                database.sql("insert into job_log values ('" + id(1) + "', " + attempt + ", " + line
                        + ", '2026-03-01T08:00:00Z', 'INFO', 'line " + attempt + "." + line + "')");
            }
        }

        assertThat(search.log(id(1), null, 4))
                .extracting(JobSearch.LogLine::message)
                .containsExactly("line 1.1", "line 1.2", "line 1.3", "line 2.1");
        assertThat(search.log(id(1), new LogPosition(1, 2), 10))
                .extracting(JobSearch.LogLine::position)
                .containsExactly(
                        new LogPosition(1, 3), new LogPosition(2, 1), new LogPosition(2, 2), new LogPosition(2, 3));
        assertThat(search.log(id(1), new LogPosition(2, 3), 10)).isEmpty();
        assertThat(search.log(id(2), null, 10)).isEmpty();
    }

    @Test
    void readsWhatRetriesTookAway() {
        database.sql("insert into outcome_history values ('" + id(1)
                + "', 3, 'DEAD', null, '2026-03-01T08:00:00Z', 'n1', 'ann', '2026-03-01T08:00:01Z', 'too late')");

        assertThat(search.history(id(1)))
                .containsExactly(new JobSearch.PastOutcome(
                        JobState.DEAD, 3, null, START, "n1", "too late", "ann", START.plusSeconds(1)));
    }

    abstract String bulk(int jobs);

    /** One job per state, numbered as the states are, from 1. */
    private void everyState() {
        node();
        for (int n = 1; n <= 8; n++) {
            job(n);
        }
        database.sql("insert into scheduled (job_id, due, attempt, queue) values ('" + id(1)
                + "', '2026-03-01T09:00:00Z', 1, 'main')");
        database.sql("insert into blocked (job_id, attempt, queue) values ('" + id(2) + "', 1, 'main')");
        ready(3, 1);
        claim(List.of(id(4)), List.of(1));
        outcome(5, JobState.SUCCEEDED);
        outcome(6, JobState.DEAD);
        outcome(7, JobState.CANCELLED);
        outcome(8, JobState.EXPIRED);
    }

    /** Reads the attempts job by job. */
    private List<Integer> dead(String text) {
        return numbers(search.search(with(Query.all(50), Set.of(JobState.DEAD), null, null, null, text)));
    }

    /** Reads the attempts of neighbours at once. */
    private List<Integer> text(String text) {
        return numbers(search.search(with(Query.all(50), Set.of(), null, null, null, text)));
    }

    private static Query states(Set<JobState> states, @Nullable String queue, @Nullable JobId cursor) {
        return new Query(states, null, queue, null, null, null, null, null, null, cursor, false, 50);
    }

    private static Query with(
            Query query,
            Set<JobState> states,
            @Nullable String type,
            @Nullable String queue,
            @Nullable String tag,
            @Nullable String text) {
        return new Query(
                states,
                type,
                queue,
                null,
                query.submitter(),
                tag,
                text,
                null,
                null,
                query.cursor(),
                false,
                query.limit());
    }

    static Query after(Query q, @Nullable JobId cursor) {
        return new Query(
                q.states(),
                q.type(),
                q.queue(),
                q.tenant(),
                q.submitter(),
                q.tag(),
                q.text(),
                null,
                null,
                cursor,
                false,
                q.limit());
    }

    static Query before(Query q, @Nullable JobId cursor) {
        return new Query(
                q.states(),
                q.type(),
                q.queue(),
                q.tenant(),
                q.submitter(),
                q.tag(),
                q.text(),
                null,
                null,
                cursor,
                true,
                q.limit());
    }

    private static List<Integer> numbers(Page page) {
        return page.rows().stream()
                .map(row -> (int) (row.id().value().getMostSignificantBits() >>> 16) - (int) START.toEpochMilli())
                .map(millis -> millis / 1000)
                .toList();
    }

    static Instant at(int n) {
        return START.plusSeconds(n);
    }

    static JobId id(int n) {
        return new JobId(new UUID(at(n).toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | n));
    }

    private void job(int n) {
        job(n, "demo.type", "main", "{\"n\":" + n + "}");
    }

    private void job(int n, String type, String queue, String args) {
        database.sql(
                "insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, tags, submitter, source,"
                        + " submitted_at) values ('" + id(n) + "', '" + type + "', '" + queue + "', 5, '" + args
                        + "', 3, 0, array['red', 'blue'], 'ann', 'HTTP', '" + at(n) + "')");
    }

    private void tag(int n, String tag) {
        database.sql("insert into job_tag values ('" + tag + "', '" + id(n) + "')");
    }

    private void ready(int n, int attempt) {
        database.sql("insert into ready (queue, priority, job_id, attempt, type) values ('main', 5, '" + id(n) + "', "
                + attempt + ", 'demo.type')");
    }

    private void outcome(int n, JobState state) {
        database.sql("insert into outcome values ('" + id(n) + "', '" + state + "', 2, '{\"ok\":true}', '" + START
                + "', '" + START.plusSeconds(1) + "', 'n1', 'replaced')");
    }

    private void attempt(int n, int attempt, String message) {
        database.sql("insert into attempt values ('" + id(n) + "', " + attempt + ", 'FAILED', 'x.Boom', '" + message
                + "', 'x.Boom\n at', '" + START + "', '" + START + "', 'n1')");
    }

    private void progress(int n, int attempt, int done, int total, String note) {
        database.sql("insert into progress (job_id, attempt, done, total, note, node, started_at, updated_at) values ('"
                + id(n) + "', " + attempt + ", " + done + ", " + total + ", '" + note + "', 'n1', '"
                + START.plusSeconds(5) + "', '" + START.plusSeconds(7) + "')");
    }

    private void claim(List<JobId> ids, List<Integer> attempts) {
        database.sql("insert into claim (id, incarnation, queue, job_ids, attempts, taken_at) values ('"
                + UUID.randomUUID() + "', '" + NODE + "', 'main', array["
                + String.join(
                        ",",
                        ids.stream().map(id -> "cast('" + id + "' as uuid)").toList()) + "], array["
                + String.join(",", attempts.stream().map(String::valueOf).toList()) + "], '" + START + "')");
    }

    private void node() {
        database.sql("insert into node (incarnation, name, version, slots, running, types, started_at, heartbeat_at,"
                + " lease_until) values ('" + NODE + "', 'n1', '1', 8, 0, array['demo.type'], '" + START + "', '"
                + START + "', '" + START + "')");
    }
}
