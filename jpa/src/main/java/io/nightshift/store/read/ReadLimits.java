package io.nightshift.store.read;

import io.nightshift.store.port.SearchTimeoutException;
import jakarta.persistence.Query;
import jakarta.persistence.QueryTimeoutException;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long reading may take.
 *
 * @param statement after which the database stops one statement
 * @param page after which the search for a page looks at no further candidates: somebody waits for it, and can ask to go on
 * @param chunk the same for a chunk, for which nobody waits
 */
record ReadLimits(Duration statement, Duration page, Duration chunk) {

    static final ReadLimits DEFAULT =
            new ReadLimits(Duration.ofSeconds(2), Duration.ofMillis(35), Duration.ofSeconds(1));

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
