package io.nightshift.store.id;

import jakarta.persistence.EntityManager;
import java.time.Instant;

/** The clock that decides when something happened: the database's, one for all nodes. */
public final class DatabaseClock {

    private DatabaseClock() {}

    /** The time of the statement or of its transaction, as the database has it. */
    public static Instant now(EntityManager em) {
        return em.createQuery("select instant", Instant.class).getSingleResult();
    }
}
