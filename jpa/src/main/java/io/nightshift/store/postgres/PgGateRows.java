package io.nightshift.store.postgres;

import io.nightshift.store.key.GateRows;
import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.port.Gate;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One statement each. */
final class PgGateRows implements GateRows {

    private static final SqlFile FILE = SqlFile.of(PgGateRows.class);
    private static final Sql LOCK_WAITING = FILE.statement("lock-waiting", "names");
    private static final Sql LOCK_FREE = FILE.statement("lock-free", "names");
    private static final Sql PATIENCE = FILE.statement("patience");
    private static final Sql PASS = FILE.statement("pass", "names", "frees");
    private static final Sql WAITED_FOR = FILE.statement("waited-for", "after", "limit");

    @Override
    public Map<String, Integer> lock(Connection connection, Collection<String> names, boolean patient)
            throws SQLException {
        if (patient) {
            try (Bound wait = PATIENCE.on(connection)) {
                wait.query();
            }
        }
        return GateRows.locked(connection, patient ? LOCK_WAITING : LOCK_FREE, names);
    }

    @Override
    public List<Admitted> pass(Connection connection, List<Gate> gates) throws SQLException {
        List<Admitted> admitted = new ArrayList<>();
        try (Bound pass = PASS.on(connection)) {
            PgArray.texts(pass, "names", gates, Gate::name);
            PgArray.numbers(pass, "frees", gates, Gate::most);
            try (ResultSet row = pass.query()) {
                while (row.next()) {
                    admitted.add(new Admitted(row.getObject(1, UUID.class), row.getString(2)));
                }
            }
        }
        return admitted;
    }

    @Override
    public List<String> waitedFor(Connection connection, String after, int limit) throws SQLException {
        return GateRows.names(connection, WAITED_FOR, after, limit);
    }
}
