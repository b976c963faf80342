package io.nightshift.store.job;

import jakarta.persistence.Query;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long reading may take.
 *
 * @param statement after which the database stops one statement
 * @param search after which a search looks at no further candidates
 */
record ReadLimits(Duration statement, Duration search) {

    static final ReadLimits DEFAULT = new ReadLimits(Duration.ofSeconds(2), Duration.ofSeconds(1));

    <T> TypedQuery<T> of(TypedQuery<T> query) {
        set(query);
        return query;
    }

    Query of(Query query) {
        set(query);
        return query;
    }

    private void set(Query query) {
        query.setHint("jakarta.persistence.query.timeout", Math.toIntExact(statement.toMillis()));
        query.setHint("org.hibernate.readOnly", true);
    }

    /** Says in the words of the store that a statement was stopped. */
    <T> T keep(Supplier<T> read) {
        try {
            return read.get();
        } catch (QueryTimeoutException e) {
            throw new SearchTimeoutException(statement, e);
        }
    }
}
