package io.nightshift.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit that has returned stands in H2's file, whoever commits at the same moment: a copy of the file is what a process
 * that is killed now leaves. H2 2.5.252 fails here: it skips the write of one of two commits that meet.
 */
class CommittedOnFileTest {

    private static final int ROUNDS = 200;
    private static final String OPTIONS = ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=5000";

    private final CyclicBarrier both = new CyclicBarrier(2);

    @TempDir
    private Path folder;

    @Test
    void ofCommitsThatMeetNoneIsLeftOut() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Connection one = open("live");
                Connection other = open("live")) {
            execute(one, "create table t (id int primary key)");
            List<Integer> roundsWithALoss = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                int id = 2 * round;
                Future<?> first = threads.submit(() -> insert(one, id));
                Future<?> second = threads.submit(() -> insert(other, id + 1));
                first.get();
                second.get();
                if (rowsInACopy() != id + 2) {
                    roundsWithALoss.add(round);
                }
            }

            assertThat(roundsWithALoss).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private Void insert(Connection connection, int id) throws Exception {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
            insert.setInt(1, id);
            both.await();
            insert.executeUpdate();
        }
        connection.commit();
        return null;
    }

    private int rowsInACopy() throws Exception {
        Files.copy(folder.resolve("live.mv.db"), folder.resolve("copy.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        try (Connection copy = open("copy");
                Statement count = copy.createStatement();
                ResultSet rows = count.executeQuery("select count(*) from t")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection open(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve(name) + OPTIONS, "sa", "");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
