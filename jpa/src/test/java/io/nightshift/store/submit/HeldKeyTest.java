package io.nightshift.store.submit;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightshift.store.AJob;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.move.JdbcJobStore;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.Inserted.Kind;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import io.nightshift.store.sql.OwnTransactor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An open transaction, such as a slow caller's, holds an idempotency key. */
class HeldKeyTest {

    private final TestDatabase postgres = TestDatabase.postgres();
    private final JobStore store = new JdbcJobStore(new OwnTransactor(postgres.source()), postgres.moves(), AJob.IDS);
    private final JobInsert insert = new JobInsert(postgres.moves().insert());
    private Connection holder;
    private NewJob held;

    @BeforeEach
    void hold() throws SQLException {
        postgres.empty();
        holder = postgres.source().getConnection();
        holder.setAutoCommit(false);
        held = aJob().key("held", "x").build();
        assertThat(insert.insert(holder, List.of(held)))
                .extracting(Inserted::kind)
                .containsExactly(Kind.CREATED);
    }

    @AfterEach
    void letGo() throws SQLException {
        holder.rollback();
        holder.setAutoCommit(true);
        holder.close();
    }

    @Test
    void severalCallersWaitForItForAMomentOnly() {
        NewJob other = aJob().key("free", "x").build();

        assertThatThrownBy(() -> store.insert(List.of(
                        aJob().key("held", "x").build(), aJob().key("free", "x").build())))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.locked()).isTrue();
                    assertThat(e.passing()).isTrue();
                });

        assertThat(store.insert(List.of(other, aJob().build())))
                .extracting(Inserted::kind)
                .containsExactly(Kind.CREATED, Kind.CREATED);
    }

    @Test
    void oneAloneWaitsForItAndLearnsWhatBecameOfIt() throws SQLException {
        CompletableFuture<List<Inserted>> waiting = CompletableFuture.supplyAsync(
                () -> store.insertAll(List.of(aJob().key("held", "x").build())));
        await().until(() ->
                postgres.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                                + " current_database()")
                        > 0);

        holder.commit();

        assertThat(waiting.join()).containsExactly(new Inserted(held.id(), Kind.EXISTING, false));
    }

    @Test
    void oneAloneGivesUpAtItsBound() {
        assertThatThrownBy(() -> store.insertAll(List.of(aJob().key("held", "x").build())))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.locked()).isTrue());
    }

    @Test
    void theHurryEndsWithTheCall() {
        List<Inserted> unused = store.insert(List.of(aJob().key("free", "x").build()));

        assertThat(postgres.rows("show lock_timeout")).containsExactly(List.of("0"));
    }
}
