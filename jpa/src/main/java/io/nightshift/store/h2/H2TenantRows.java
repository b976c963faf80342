package io.nightshift.store.h2;

import io.nightshift.store.claim.TenantHeads;
import io.nightshift.store.claim.TenantRows;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups what lies in the queue. */
final class H2TenantRows implements TenantRows {

    private static final String NAMES =
            "select distinct tenant from ready where queue = ? and tenant %s ? order by tenant limit ?";

    private static final String HEADS = """
            select tenant, priority, min(job_id), current_timestamp from ready
            where tenant = ? and (priority, job_id) > (?, ?) and queue = ? and type = any(?) group by tenant, priority""";

    @Override
    public List<String> names(Connection connection, String queue, @Nullable String after, int limit)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NAMES.replace("%s", after == null ? ">=" : ">"))) {
            select.setString(1, queue);
            select.setString(2, after == null ? Turn.NOBODY : after);
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    @Override
    public List<Turn> overtaken(
            Connection connection, String queue, Collection<String> types, List<Turn> turns, Duration age)
            throws SQLException {
        TenantHeads heads = new TenantHeads(age);
        try (PreparedStatement select = connection.prepareStatement(HEADS)) {
            for (Turn turn : turns) {
                select.setString(1, turn.tenant());
                select.setInt(2, TenantHeads.priority(turn));
                select.setObject(3, TenantHeads.job(turn));
                select.setString(4, queue);
                Values.texts(select, 5, types);
                heads.add(select);
            }
        }
        return heads.overtaken();
    }
}
