package io.nightshift.store.ingress;

import io.nightshift.store.id.TimeId;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import io.nightshift.store.text.Fitting;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Writes rows of {@code reject} in the transaction of a given connection. */
public final class RejectRows {

    private static final int SOURCE = 200;
    private static final int MESSAGE_ID = 300;
    private static final int REASON = 2_000;
    private static final int HEADERS = 8_000;
    private static final int BODY_HEAD = 4_000;

    private static final SqlFile FILE = SqlFile.of(RejectRows.class);
    private static final Sql ADD =
            FILE.statement("add", "id", "source", "message", "reason", "headers", "body", "bytes", "now");
    private static final Sql COUNT = FILE.statement("count", "cap");
    private static final Sql PRUNE = FILE.statement("prune", "bound", "limit");

    private RejectRows() {}

    /** Records one. It is there already if it came again after the commit but before its acknowledgement. */
    public static void add(Connection connection, NewReject reject) throws SQLException {
        Instant now = Values.now(connection);
        ADD.update(
                connection,
                insert -> insert.uuid("id", TimeId.at(now))
                        .text("source", Fitting.distinct(reject.source(), SOURCE))
                        .text("message", Fitting.distinct(reject.messageId(), MESSAGE_ID))
                        .text("reason", Fitting.cut(reject.reason(), REASON))
                        .text("headers", Fitting.cut(reject.headers(), HEADERS))
                        .text("body", Fitting.cut(reject.bodyHead(), BODY_HEAD))
                        .number("bytes", reject.bodyBytes())
                        .instant("now", now));
    }

    /** How many there are, counted up to {@code cap}. */
    static int count(Connection connection, int cap) throws SQLException {
        return COUNT.count(connection, select -> select.number("cap", cap));
    }

    /** Removes up to {@code limit} that are older than an id. */
    static int prune(Connection connection, UUID bound, int limit) throws SQLException {
        return PRUNE.update(connection, delete -> delete.uuid("bound", bound).number("limit", limit));
    }
}
