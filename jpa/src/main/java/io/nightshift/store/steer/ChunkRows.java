package io.nightshift.store.steer;

import io.nightshift.store.port.ChunkMove;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statements of {@link JobChunk} that differ per database. None of them waits for the row of a place. */
public interface ChunkRows {

    /** Locks the outcomes of these jobs; answers their states, without those that have none or are locked elsewhere. */
    Map<UUID, String> lockEnded(Connection connection, List<UUID> jobs) throws SQLException;

    /** SCHEDULED, BLOCKED or READY to CANCELLED; answers the jobs that were there and not locked elsewhere. */
    List<UUID> cancel(Connection connection, List<UUID> jobs) throws SQLException;

    /** Locks the claims that hold these jobs, without those that are locked elsewhere. */
    List<CancelRequests.Held> lockClaims(Connection connection, List<UUID> jobs) throws SQLException;

    /**
     * Gives SCHEDULED, BLOCKED or READY jobs another queue or priority; answers the jobs that were there and not locked
     * elsewhere.
     *
     * <p>The row of the place is removed and made again, never changed. Whoever moves the job out of it at the same moment
     * has read queue and priority from the job as it was before; he finds his row gone, so that he can only lose.
     */
    List<UUID> place(Connection connection, List<UUID> jobs, ChunkMove.Place place) throws SQLException;
}
