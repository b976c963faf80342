package io.nightshift.store.boot;

import io.nightshift.store.sql.Dialect;
import io.nightshift.store.sql.SqlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads every statement when the application starts, so that a file, a statement or a parameter that is missing is found then and
 * not when the first job needs it. Names the classes that have a file of statements, because most of them are seen by nobody else.
 */
final class Statements {

    private static final String STORE = "io.nightshift.store.";

    private static final List<String> EVERYWHERE = List.of(
            "audit.AuditRows",
            "bulk.JdbcBulkStore",
            "claim.LimitedClaim",
            "claim.Tripped",
            "duty.Deadlines",
            "duty.Prune",
            "duty.Removal",
            "finish.Written",
            "ingress.RejectRows",
            "key.Gates",
            "key.PendingKeys",
            "move.JdbcJobStore",
            "node.JdbcNodeStore",
            "outbox.JdbcOutboxStore",
            "outbox.JdbcOutboxTable",
            "queue.JdbcQueueStore",
            "read.JdbcJobWaits",
            "read.JdbcOutcomes",
            "run.JdbcRunStore",
            "run.Marks",
            "schedule.Firing",
            "schedule.JdbcScheduleStore",
            "sql.Values",
            "stat.Depths",
            "stat.JdbcStatStore",
            "stat.StartedRows",
            "steer.Cancel",
            "steer.CancelRequests",
            "steer.JobChunk",
            "steer.Replace",
            "steer.Retry",
            "submit.JobInsert",
            "type.BreakerMoves",
            "type.JdbcTypeStore",
            "user.UserRows");

    private static final List<String> ON_H2 = List.of(
            "h2.H2ChunkRows",
            "h2.H2Claim",
            "h2.H2DepthSql",
            "h2.H2Expire",
            "h2.H2Finish",
            "h2.H2GateRows",
            "h2.H2Held",
            "h2.H2InsertRows",
            "h2.H2MarkRows",
            "h2.H2Promote",
            "h2.H2PruneRows",
            "h2.H2Ready",
            "h2.H2Release",
            "h2.H2Rescue",
            "h2.H2TenantRows");

    private static final List<String> ON_POSTGRES = List.of(
            "postgres.PgChunkRows",
            "postgres.PgClaim",
            "postgres.PgDepthSql",
            "postgres.PgExpire",
            "postgres.PgFinish",
            "postgres.PgGateRows",
            "postgres.PgInsertRows",
            "postgres.PgMarkRows",
            "postgres.PgPromote",
            "postgres.PgPruneRows",
            "postgres.PgRelease",
            "postgres.PgRescue",
            "postgres.PgTenantRows");

    private Statements() {}

    /** The names of the classes with statements for a database. */
    static List<String> owners(Dialect dialect) {
        List<String> own = switch (dialect) {
            case H2 -> ON_H2;
            case POSTGRESQL -> ON_POSTGRES;
        };
        return Stream.concat(EVERYWHERE.stream(), own.stream())
                .map(name -> STORE + name)
                .toList();
    }

    /**
     * Loads the statements for a database.
     *
     * @throws IllegalStateException if some cannot be, or nobody takes one; tells all that is wrong, each by file, statement and parameter
     */
    static List<SqlFile> load(Dialect dialect) {
        return load(owners(dialect));
    }

    static List<SqlFile> load(List<String> owners) {
        List<SqlFile> files = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String owner : owners) {
            try {
                SqlFile file = SqlFile.taken(loaded(owner));
                if (file == null) {
                    wrong.add(owner + " takes no statements from a file");
                } else {
                    files.add(file);
                    file.untaken().forEach(name -> wrong.add(file + ", statement " + name + ": no class takes it"));
                }
            } catch (ClassNotFoundException | LinkageError e) {
                wrong.add(reason(e));
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The statements in this build do not fit its classes, so it cannot run: "
                    + String.join("; ", wrong));
        }
        return files;
    }

    /** With the classes in it, which may take statements too. */
    private static Class<?> loaded(String name) throws ClassNotFoundException {
        Class<?> owner = Class.forName(name, true, Statements.class.getClassLoader());
        for (Class<?> inner : owner.getDeclaredClasses()) {
            loaded(inner.getName());
        }
        return owner;
    }

    /** What a class said when it could not be loaded; the virtual machine wraps that. */
    private static String reason(Throwable failed) {
        Throwable reason = failed;
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            reason = cause;
        }
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }
}
