package io.nightshift.store.run;

import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Marks that attempts have started, and refuses the checkpoints of earlier ones from then on. */
public final class Marks {

    private static final Sql FENCE = SqlFile.of(Marks.class).statement("fence", "attempt", "job");

    private final MarkRows rows;

    public Marks(MarkRows rows) {
        this.rows = rows;
    }

    /** A checkpoint of an earlier attempt that is just being committed is waited for. */
    public void started(Connection connection, Collection<Started> started, String node) throws SQLException {
        // In one order everywhere, so that nobody waits for somebody who waits for him.
        List<Started> sorted =
                started.stream().sorted(Comparator.comparing(Started::id)).toList();
        fence(connection, sorted);
        rows.started(connection, sorted, node);
    }

    private static void fence(Connection connection, List<Started> started) throws SQLException {
        // Before the first there was none.
        List<Started> later = started.stream().filter(one -> one.attempt() > 1).toList();
        Rows.batch(
                connection,
                FENCE,
                later,
                (fence, one) -> fence.number("attempt", one.attempt())
                        .uuid("job", one.id().value()));
    }
}
