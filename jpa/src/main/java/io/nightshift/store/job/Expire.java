package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * SCHEDULED, BLOCKED or READY (first attempt) to EXPIRED.
 *
 * <p>Every latest start that has passed is forgotten, so none is walked twice: jobs that ended or started in time need it
 * no more, and who holds a claimed one knows it and looks at it before the start.
 */
interface Expire {

    /** Answers which ended. */
    List<UUID> expire(Connection connection, int limit) throws SQLException;
}
