package io.nightshift.store.run;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.Together;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.port.RunStore.Line;
import io.nightshift.store.port.RunStore.Report;
import io.nightshift.store.sql.JoinedTransactor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Progress, log, checkpoints. */
abstract class RunStoreContract extends JobStoreContract {

    private final RunStore runs = new JdbcRunStore(
            own, new JoinedTransactor(jta.dataSource()), database.moves().marks());

    @Test
    void keepsTheLastReportOfTheLatestAttempt() {
        JobId a = stored(aJob());
        JobId b = stored(aJob());

        runs.progress(List.of(report(a, 1, 10, "ten"), report(b, 1, 1, "")));
        runs.progress(List.of(report(a, 1, 20, "twenty\0")));
        runs.progress(List.of(report(b, 2, 5, "five")));
        runs.progress(List.of(report(b, 1, 99, "late")));

        assertThat(database.rows("select attempt, done, note from progress order by done desc"))
                .containsExactly(List.of(1, 20L, "twenty\uFFFD"), List.of(2, 5L, "five"));
        runs.progress(List.of());
    }

    @Test
    void aStartedAttemptHidesTheProgressOfTheOneBefore() {
        JobId id = stored(aJob());
        runs.progress(List.of(report(id, 1, 10, "ten")));

        started(id, 2, "two");
        started(id, 1, "one");

        assertThat(database.rows("select attempt, done, node from progress")).containsExactly(List.of(2, 0L, "two"));
    }

    @Test
    void appendsLinesOnce() {
        JobId id = stored(aJob());
        List<Line> lines = List.of(
                new Line(id, 1, 1, LogLevel.INFO, "one", Duration.ofSeconds(2)),
                new Line(id, 1, 2, LogLevel.ERROR, "x".repeat(3_000), Duration.ZERO));

        runs.log(lines);
        runs.log(lines);

        assertThat(database.rows("select line, level, char_length(message) from job_log order by line"))
                .hasSize(2)
                .last()
                .satisfies(row -> assertThat(((Number) row.get(2)).intValue()).isEqualTo(2_000));
    }

    @Test
    void storesACheckpointOfTheAttemptThatIsClaimed() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();
        assertThat(runs.checkpoint(id)).isEmpty();

        assertThat(runs.checkpoint(id, 1, "a")).isTrue();
        assertThat(runs.checkpoint(id, 1, "b")).isTrue();
        assertThat(runs.checkpoint(id, 2, "not this attempt")).isFalse();
        assertThat(runs.checkpoint(id)).contains("b");

        finish(claimed, failed());
        assertThat(runs.checkpoint(id, 1, "late")).isFalse();
        store.promote(1);
        claim(1);
        assertThat(runs.checkpoint(id))
                .as("the next attempt goes on from there")
                .contains("b");
        assertThat(runs.checkpoint(id, 2, "c")).isTrue();
        assertThat(runs.checkpoint(id)).contains("c");
    }

    @Test
    void aCheckpointIsPartOfTheCallersTransaction() throws Exception {
        JobId id = only(running(aJob())).id();

        jta.transaction(() -> {
            assertThat(runs.checkpoint(id, 1, "a")).isTrue();
            return false;
        });
        assertThat(runs.checkpoint(id)).isEmpty();
        jta.transaction(() -> runs.checkpoint(id, 1, "b"));

        assertThat(runs.checkpoint(id)).contains("b");
    }

    @Test
    void theStartOfAnAttemptWaitsForTheLastCheckpointOfTheOneBefore() throws Exception {
        JobId id = only(running(aJob())).id();
        runs.checkpoint(id, 1, "a");
        java.util.concurrent.CountDownLatch written = new java.util.concurrent.CountDownLatch(1);

        List<String> seen = Together.run(2, i -> {
            if (i == 0) {
                jta.transaction(() -> {
                    runs.checkpoint(id, 1, "b");
                    written.countDown();
                    Thread.sleep(300);
                    return true;
                });
                return "";
            }
            written.await();
            started(id, 2, "two");
            return runs.checkpoint(id).orElseThrow();
        });

        assertThat(seen.get(1)).isEqualTo("b");
        assertThat(runs.checkpoint(id, 1, "c")).as("fenced").isFalse();
    }

    private static Report report(JobId id, int attempt, long done, String note) {
        return new Report(id, attempt, done, 100, note, "one", Duration.ofSeconds(1));
    }
}
