package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import java.sql.SQLException;

/** Every connection of every node breaks, again and again. */
final class TerminateBackends implements Fault {

    private static final int TIMES = 10;

    @Override
    public String name() {
        return "terminate";
    }

    @Override
    public String what() {
        return "pg_terminate_backend of all connections, each second, " + TIMES + " times";
    }

    @Override
    public void strike(Cluster cluster, Moments moments) throws SQLException, InterruptedException {
        moments.struck();
        for (int i = 0; i < TIMES; i++) {
            cluster.database()
                    .execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
            Hold.seconds(1);
        }
        moments.healed();
    }
}
