package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * SCHEDULED, BLOCKED or READY (first attempt) to EXPIRED.
 *
 * <p>Every latest start that has passed is forgotten, so none is walked twice: jobs that ended or started in time need it
 * no more, and who holds a claimed one knows it and looks at it before the start.
 */
interface Expire {

    /** Answers how many ended. */
    int expire(Connection connection, int limit) throws SQLException;
}
