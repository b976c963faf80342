package io.nightshift.store.submit;

import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statements of {@link JobInsert} that differ per database. */
public interface InsertRows {

    /**
     * The same for callers who must not wait for one another: a key that an open transaction holds is waited for for a moment
     * only. Where no other process shares the database, that is no different.
     */
    default InsertRows hurried() {
        return this;
    }

    /** What became of a row. */
    enum Row {
        READY,
        SCHEDULED,
        /** It has a key, and its gate has not let it through yet. */
        BLOCKED,
        /** Somebody else holds its key; nothing was stored for it. */
        KEY_TAKEN
    }

    /** Whether storing is one statement, so that it needs no transaction around it. */
    boolean oneStatement();

    /**
     * Stores jobs, except those whose key exists.
     *
     * @param jobs no two with the same key; keyed ones in the order of their keys, so that two callers with the same keys
     *     wait for each other instead of deadlocking
     * @return what became of each, in the same order
     */
    Row[] store(Connection connection, List<NewJob> jobs) throws SQLException;

    /** Who holds these keys, also beyond its period; a key that nobody holds is left out. */
    Map<Name, Holder> holders(Connection connection, Collection<Name> keys) throws SQLException;

    /** A key without the request's hash. */
    record Name(String scope, String value) {
        static Name of(Key key) {
            return new Name(key.scope(), key.value());
        }
    }

    /**
     * The job that a key names.
     *
     * @param hash of the request that made it
     * @param over whether the key's period is over, so that somebody else may take it
     */
    record Holder(UUID job, String hash, boolean over) {}
}
