package io.nightshift.store.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.TestPersistence;
import io.nightshift.store.user.SlowedStore.Slowed;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link SlowedStore} promises, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SlowedStoreContract {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final TestPersistence database = database();
    private final SlowedStore slowed = database.store(SlowedStore.class, JpaSlowedStore::new);

    abstract TestPersistence database();

    @BeforeEach
    void clear() {
        database.sql("delete from slowed_sign_in");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    @Test
    void notesOneOnceAndShowsTheLatestFirst() {
        Slowed ann = one("n1", "ann", 9, NOON);
        slowed.note(ann, NOON.minusSeconds(900));
        slowed.note(one("n1", "bob", 8, NOON.plusSeconds(5)), NOON.minusSeconds(900));
        Slowed again = one("n1", "ann", 10, NOON.plusSeconds(9));
        slowed.note(again, NOON.minusSeconds(900));

        assertThat(slowed.all(NOON)).containsExactly(again, one("n1", "bob", 8, NOON.plusSeconds(5)));
        assertThat(slowed.all(NOON.plusSeconds(6))).containsExactly(again);
        assertThat(slowed.noted("n1", "ann", "192.0.2.1")).isTrue();
        assertThat(slowed.noted("n2", "ann", "192.0.2.1")).isFalse();
    }

    @Test
    void clearsAnAccountOnEveryNodeAndNoOther() {
        slowed.note(one("n1", "ann", 9, NOON), NOON);
        slowed.note(one("n2", "ann", 9, NOON), NOON);
        slowed.note(one("n2", "bob", 9, NOON), NOON);

        assertThat(slowed.clear("ann")).isEqualTo(2);
        assertThat(slowed.clear("ann")).isZero();
        slowed.remove("n2", "bob", "192.0.2.1");
        assertThat(slowed.all(Instant.EPOCH)).isEmpty();
    }

    @Test
    void forgetsWhatIsOver() {
        slowed.note(one("gone", "ann", 9, NOON), NOON);

        slowed.note(one("n1", "bob", 9, NOON.plusSeconds(2_000)), NOON.plusSeconds(1));

        assertThat(slowed.all(Instant.EPOCH)).extracting(Slowed::account).containsExactly("bob");
    }

    private static Slowed one(String node, String account, int failures, Instant until) {
        return new Slowed(node, account, "192.0.2.1", NOON.minusSeconds(60), failures, until);
    }
}
