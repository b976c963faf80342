package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** READY to RUNNING. A claim of one type that has settings of its own names that type. */
interface Claim {

    @Nullable
    Claimed claim(
            Connection connection,
            UUID incarnation,
            String queue,
            Collection<String> types,
            int limit,
            Claimed.@Nullable Cursor after,
            @Nullable String type)
            throws SQLException;
}
