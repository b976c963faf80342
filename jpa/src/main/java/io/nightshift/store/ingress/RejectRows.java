package io.nightshift.store.ingress;

import io.nightshift.store.id.TimeId;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.sql.Values;
import io.nightshift.store.text.Fitting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Writes rows of {@code reject} in the transaction of a given connection. */
public final class RejectRows {

    private static final int SOURCE = 200;
    private static final int MESSAGE_ID = 300;
    private static final int REASON = 2_000;
    private static final int HEADERS = 8_000;
    private static final int BODY_HEAD = 4_000;

    private RejectRows() {}

    /** Records one. It is there already if it came again after the commit but before its acknowledgement. */
    public static void add(Connection connection, NewReject reject) throws SQLException {
        Instant now = Values.now(connection);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into reject (id, source, message_id, reason, headers, body_head, body_bytes, rejected_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""")) {
            insert.setObject(1, TimeId.at(now));
            insert.setString(2, Fitting.distinct(reject.source(), SOURCE));
            insert.setString(3, Fitting.distinct(reject.messageId(), MESSAGE_ID));
            insert.setString(4, Fitting.cut(reject.reason(), REASON));
            insert.setString(5, Fitting.cut(reject.headers(), HEADERS));
            insert.setString(6, Fitting.cut(reject.bodyHead(), BODY_HEAD));
            insert.setLong(7, reject.bodyBytes());
            Values.instant(insert, 8, now);
            insert.executeUpdate();
        }
    }
}
