package io.nightshift.store.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.TestPersistence;
import io.nightshift.store.ingress.BindingStore.Binding;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.ingress.RejectStore.Reject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link RejectStore} and {@link BindingStore} promise, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IngressStoresContract {

    private final TestPersistence database = database();
    private final RejectStore rejects = database.store(RejectStore.class, JpaRejectStore::new);
    private final BindingStore bindings = database.store(BindingStore.class, JpaBindingStore::new);

    abstract TestPersistence database();

    @BeforeEach
    void clear() {
        database.sql("delete from reject; delete from binding");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    @Test
    void recordsMessageThatComesTwiceOnce() {
        rejects.add(new NewReject("orders", "ID:1", "no JSON", "{}", "hello", 5));
        rejects.add(new NewReject("orders", "ID:1", "no JSON again", "{}", "hello", 5));
        rejects.add(new NewReject("invoices", "ID:1", "no JSON", "{}", "hello", 5));

        assertThat(rejects.page(null, 10))
                .extracting(Reject::source, Reject::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("invoices", "no JSON"),
                        org.assertj.core.groups.Tuple.tuple("orders", "no JSON"));
    }

    @Test
    void recordsWhatDoesNotFitOrIsNoText() {
        String junk = "\0\uD83D" + "\uD83D\uDE00".repeat(10_000);
        rejects.add(new NewReject("q", "ID:" + "1".repeat(500), junk, junk, junk, 40_000));
        rejects.add(new NewReject("q", "ID:" + "1".repeat(500) + "2", junk, junk, junk, 40_000));

        List<Reject> page = rejects.page(null, 10);
        assertThat(page).hasSize(2);
        assertThat(page.get(0).bodyHead())
                .startsWith("\uFFFD\uFFFD\uD83D\uDE00")
                .hasSize(4_000);
        assertThat(page.get(0).messageId()).hasSize(300);
        assertThat(page.get(0).bodyBytes()).isEqualTo(40_000);
    }

    @Test
    void findsPagesAndDeletes() {
        for (int i = 1; i <= 3; i++) {
            rejects.add(new NewReject("orders", "ID:" + i, "no JSON", "{\"a\":1}", "hello", 5));
        }

        assertThat(rejects.count(10)).isEqualTo(3);
        assertThat(rejects.count(2)).isEqualTo(2);
        List<Reject> first = rejects.page(null, 2);
        assertThat(first).extracting(Reject::messageId).containsExactly("ID:3", "ID:2");
        assertThat(rejects.page(first.get(1).id(), 2))
                .extracting(Reject::messageId)
                .containsExactly("ID:1");
        assertThat(rejects.find(first.get(0).id())).contains(first.get(0));
        assertThat(rejects.find(new UUID(1, 1))).isEmpty();
        assertThat(rejects.delete(first.get(0).id())).isTrue();
        assertThat(rejects.delete(first.get(0).id())).isFalse();
        assertThat(rejects.page(null, 10)).hasSize(2);
    }

    @Test
    void prunesOldOnesInBatches() {
        for (int i = 1; i <= 3; i++) {
            rejects.add(new NewReject("orders", "ID:" + i, "no JSON", "{}", "hello", 5));
        }

        assertThat(rejects.prune(Duration.ofHours(1), 10)).isZero();
        assertThat(rejects.prune(Duration.ofHours(-1), 2)).isEqualTo(2);
        assertThat(rejects.page(null, 10)).extracting(Reject::messageId).containsExactly("ID:3");
    }

    @Test
    void keepsOneBindingPerDestination() {
        bindings.put(new Binding("b.queue", "mail.send", null, 5), "ann");
        bindings.put(new Binding("a.queue", "mail.send", "mails", 1), "ann");
        bindings.put(new Binding("b.queue", "csv.import", "files", 9), "bob");

        assertThat(bindings.all())
                .containsExactly(
                        new Binding("a.queue", "mail.send", "mails", 1),
                        new Binding("b.queue", "csv.import", "files", 9));
        assertThat(bindings.delete("a.queue")).isTrue();
        assertThat(bindings.delete("a.queue")).isFalse();
        assertThat(bindings.all()).hasSize(1);
    }
}
