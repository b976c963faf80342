package io.nightshift.store.duty;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * SCHEDULED, BLOCKED or READY to EXPIRED if it never started, or to DEAD if it did and the time limit is over. One that snoozes
 * has started, whatever the number of its attempt.
 *
 * <p>A row of {@code expiry} is looked at when its next instant has passed. Afterwards it is kept only for a time limit whose
 * job has not ended: who holds a claimed job knows its limit and stops it, but the job may come back. A latest start that
 * has passed is forgotten while the job is claimed: its node looks at that before the start, and a release brings it back.
 */
public interface Expire {

    /** Why such a job is DEAD. */
    String OVER = "Its time limit was over while it waited for its next run";

    /** Answers which ended. */
    List<UUID> expire(Connection connection, int limit) throws SQLException;
}
