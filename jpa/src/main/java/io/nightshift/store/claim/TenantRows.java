package io.nightshift.store.claim;

import io.nightshift.store.port.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the order in which the ready jobs of a queue lie; locks nothing. */
public interface TenantRows {

    /** Tenants with ready jobs in a queue by name, behind this one; null from the start. */
    List<String> names(Connection connection, String queue, @Nullable String after, int limit) throws SQLException;

    /** Where the oldest job of each of these tenants begins, if it is this old and a better priority is before it. */
    List<Turn> overtaken(Connection connection, String queue, Collection<String> types, List<Turn> turns, Duration age)
            throws SQLException;
}
