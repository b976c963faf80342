package io.nightshift.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.TestPersistence;
import io.nightshift.store.audit.AuditStore.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link AuditStore} promises, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuditStoreContract {

    private final TestPersistence database = database();
    private final AuditStore audit = database.store(AuditStore.class, JpaAuditStore::new);

    abstract TestPersistence database();

    @BeforeEach
    void clear() {
        database.sql("delete from audit");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    @Test
    void pagesNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            audit.add("ann", "job.cancel", "job " + i, i == 5 ? null : "because " + i);
        }

        List<Entry> first = audit.page(null, 2);
        assertThat(first).extracting(Entry::target).containsExactly("job 5", "job 4");
        assertThat(first).extracting(Entry::detail).containsExactly(null, "because 4");
        List<Entry> second = audit.page(first.get(1).id(), 10);
        assertThat(second).extracting(Entry::target).containsExactly("job 3", "job 2", "job 1");
        assertThat(audit.page(second.get(2).id(), 10)).isEmpty();
    }

    @Test
    void recordsWhoAndWhen() {
        audit.add("ann", "queue.pause", "main", "x".repeat(5_000));

        Entry entry = audit.page(null, 1).get(0);
        assertThat(entry.who()).isEqualTo("ann");
        assertThat(entry.action()).isEqualTo("queue.pause");
        assertThat(entry.detail()).hasSize(2_000);
        assertThat(Duration.between(entry.doneAt(), Instant.ofEpochMilli(System.currentTimeMillis()))
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void keepsWhatWasAndWhatBecameAndHowOften() {
        UUID id = audit.add("ann", "queue.limits", "main", null, "{\"maxRunning\":1}", null);
        audit.add("ann", "queue.pause", "main", null);

        audit.repeated(id, 12);

        Entry other = audit.page(null, 2).get(0);
        assertThat(other.before()).isNull();
        assertThat(other.repeats()).isEqualTo(1);
        Entry entry = audit.page(null, 2).get(1);
        assertThat(entry.id()).isEqualTo(id);
        assertThat(entry.before()).isEqualTo("{\"maxRunning\":1}");
        assertThat(entry.after()).isNull();
        assertThat(entry.repeats()).isEqualTo(12);
    }
}
