package io.nightshift.store.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.Places;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.move.JdbcJobStore;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.sql.OwnTransactor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that an older release left in mid-work is migrated with all its rows, and the work goes on. */
class UpgradeTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Set<String> TYPES = Set.of("test.noop");

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void goesOnWhereTheOlderReleaseStopped(String vendor) {
        TestDatabase database = TestDatabase.asOf("12", vendor);
        statements("/upgrade/V12.sql").forEach(database::execute);

        database.migrate();

        Places places = new Places(database);
        places.check();
        OwnTransactor own = new OwnTransactor(database.source());
        JobStore store = new JdbcJobStore(own, database.moves(), AJob.IDS);
        UUID node = UUID.randomUUID();
        new JdbcNodeStore(own).register(node, "new", "1", 16, TYPES, LEASE);
        store.rescue(10, 3);
        store.promote(10);
        // A request to cancel outlives its node: the job may not run again.
        assertThat(places.of(job(3))).startsWith("CANCELLED");
        assertThat(store.retry(job(7), "otto")).isEqualTo(RetryReply.RETRIED);

        Claimed first = claim(store, node);
        assertThat(first.jobs().stream().map(Claimed.Job::id))
                .containsExactlyInAnyOrder(job(1), job(2), job(4), job(7));
        assertThat(first.jobs()).allSatisfy(one -> assertThat(one.args()).startsWith("{\"n\":"));
        assertThat(store.finish(node, succeeded(first))).isEmpty();
        // The key is free: the one that waited for it is next.
        Claimed second = claim(store, node);
        assertThat(second.jobs().stream().map(Claimed.Job::id)).containsExactly(job(5));
        assertThat(store.finish(node, succeeded(second))).isEmpty();
        places.check();
        assertThat(places.of(job(8))).isEqualTo("scheduled 1");
        assertThat(places.of(job(6))).isEqualTo("SUCCEEDED 1");
        assertThat(database.number("select count(*) from job_log")).isEqualTo(1);
        assertThat(database.number("select count(*) from audit")).isPositive();
        assertThat(database.number("select count(*) from app_user_role where user_name = 'anna'"))
                .isEqualTo(1);
    }

    private static Claimed claim(JobStore store, UUID node) {
        return Objects.requireNonNull(store.claim(node, "default", TYPES, 10, null), "nothing was claimed");
    }

    private static List<Finished> succeeded(Claimed claimed) {
        return claimed.jobs().stream()
                .map(job -> new Finished(
                        claimed.id(),
                        job.id(),
                        job.attempt(),
                        job.maxAttempts(),
                        Duration.ofMillis(20),
                        Duration.ofMillis(5),
                        "new",
                        new Finished.Succeeded("{}"),
                        job.keyed()))
                .toList();
    }

    private static JobId job(int number) {
        return JobId.parse("00000000-0000-7000-8000-00000000000" + number);
    }

    private static List<String> statements(String resource) {
        try (InputStream file = Objects.requireNonNull(UpgradeTest.class.getResourceAsStream(resource), resource)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return List.of(text.split(";\\s*\\n")).stream()
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }
}
