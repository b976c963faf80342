package io.nightshift.store.outbox;

import io.nightshift.store.port.StoreException;
import io.nightshift.store.sql.JoinedTransactor;
import io.nightshift.store.sql.OwnTransactor;
import io.nightshift.store.sql.Transactor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link OutboxTable} in SQL that needs nothing of one database: PostgreSQL and H2 are tested. The data source is not ours, so nothing
 * is assumed of its time-outs: each statement has one, and the mover's connections have one for the network while it uses them.
 */
public final class JdbcOutboxTable implements OutboxTable {

    private static final int STATEMENT_SECONDS = 10;
    private static final int NETWORK_MILLIS =
            Math.toIntExact(Duration.ofSeconds(30).toMillis());
    private static final int PRESENT_CHUNK = 500;
    private static final int FETCHED = 20;
    /** Arguments of one batch, which lies in memory three times. */
    private static final long MOST_CHARACTERS = 8_000_000;

    private static final String COLUMNS = "id, type, args, options, submitter";

    private final String name;
    private final Supplier<DataSource> source;
    private final BooleanSupplier inTransaction;
    private volatile @Nullable Ways ways;

    /** Two ways to the same table: in the caller's transaction, and in one of its own. */
    private record Ways(Transactor joined, Transactor own) {}

    /**
     * Uses a data source.
     *
     * @param name by which people know it
     * @param source asked at the first use, and again after trouble
     * @param inTransaction whether the calling thread has a JTA transaction
     */
    public JdbcOutboxTable(String name, Supplier<DataSource> source, BooleanSupplier inTransaction) {
        this.name = name;
        this.source = source;
        this.inTransaction = inTransaction;
    }

    @Override
    public void write(List<OutboxEntry> entries) {
        String doing =
                "Writing to the outbox, the table nightshift_outbox of " + name + " (docs/transactions.md has it),";
        Transactor.Work<Boolean> insert = connection -> insert(connection, entries);
        if (!inTransaction.getAsBoolean()) {
            on(ways -> ways.joined().transact(doing, insert));
            return;
        }
        on(ways -> ways.joined().call(doing, connection -> {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("The data source " + name + " takes no part in the transaction of its"
                        + " caller (jta=false), so its outbox would not either: set jta=true");
            }
            return insert.on(connection);
        }));
    }

    private static boolean insert(Connection connection, List<OutboxEntry> entries) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into nightshift_outbox (" + COLUMNS + ") values (?, ?, ?, ?, ?)")) {
            insert.setQueryTimeout(STATEMENT_SECONDS);
            for (OutboxEntry entry : entries) {
                insert.setString(1, entry.id());
                insert.setString(2, entry.type());
                insert.setString(3, entry.args());
                insert.setString(4, entry.options());
                insert.setString(5, entry.submitter());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return true;
    }

    @Override
    public Optional<OutboxEntry> find(String id) {
        return on(ways -> ways.joined()
                .call(
                        "Looking for " + id + " in the outbox of " + name,
                        connection ->
                                read(connection, "select " + COLUMNS + " from nightshift_outbox where id = ?", id)
                                        .stream()
                                        .findFirst()));
    }

    @Override
    public boolean delete(String id) {
        return on(ways -> ways.joined().call("Taking " + id + " back from the outbox of " + name, connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from nightshift_outbox where id = ?")) {
                delete.setQueryTimeout(STATEMENT_SECONDS);
                delete.setString(1, id);
                return delete.executeUpdate() > 0;
            }
        }));
    }

    @Override
    public Moved move(int most, @Nullable String after, Function<List<OutboxEntry>, Set<String>> taker) {
        String sql = "select " + COLUMNS + " from nightshift_outbox" + (after == null ? "" : " where id > ?")
                + " order by id fetch first " + most + " rows only for update skip locked";
        return on(ways -> ways.own()
                .call(
                        "Moving the outbox of " + name,
                        connection -> bounded(
                                connection,
                                () -> OwnTransactor.whole(connection, moving -> {
                                    List<OutboxEntry> entries = read(moving, sql, after);
                                    if (entries.isEmpty()) {
                                        return new Moved(0, 0, null);
                                    }
                                    Set<String> taken = taker.apply(entries);
                                    remove(moving, taken);
                                    return new Moved(
                                            entries.size(),
                                            entries.size() - taken.size(),
                                            entries.get(entries.size() - 1).id());
                                }))));
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        List<String> asked = List.copyOf(ids);
        return on(ways -> ways.own()
                .call(
                        "Reading the outbox of " + name,
                        connection -> bounded(connection, () -> {
                            Set<String> present = new HashSet<>();
                            for (int from = 0; from < asked.size(); from += PRESENT_CHUNK) {
                                present(
                                        connection,
                                        asked.subList(from, Math.min(asked.size(), from + PRESENT_CHUNK)),
                                        present);
                            }
                            return present;
                        })));
    }

    @Override
    public Backlog backlog(int cap) {
        String count =
                "select count(*) from (select id from nightshift_outbox fetch first " + cap + " rows only) counted";
        String oldest = "select id from nightshift_outbox order by id fetch first 1 rows only";
        return on(ways -> ways.own()
                .call(
                        "Counting the outbox of " + name,
                        connection -> bounded(connection, () -> {
                            String waiting = first(connection, count);
                            return new Backlog(
                                    waiting == null ? 0 : Integer.parseInt(waiting), first(connection, oldest));
                        })));
    }

    /** A data source that was deployed anew is another one: after trouble it is looked up again. */
    private <T> T on(Function<Ways, T> use) {
        try {
            return use.apply(ways());
        } catch (StoreException | IllegalStateException trouble) {
            ways = null;
            throw trouble;
        }
    }

    private Ways ways() {
        Ways known = ways;
        if (known == null) {
            DataSource found = source.get();
            known = new Ways(new JoinedTransactor(found), new OwnTransactor(found));
            ways = known;
        }
        return known;
    }

    private static void present(Connection connection, List<String> ids, Set<String> present) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        try (PreparedStatement select =
                connection.prepareStatement("select id from nightshift_outbox where id in (" + marks + ")")) {
            select.setQueryTimeout(STATEMENT_SECONDS);
            for (int i = 0; i < ids.size(); i++) {
                select.setString(i + 1, ids.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    present.add(row.getString(1));
                }
            }
        }
    }

    private static @Nullable String first(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(STATEMENT_SECONDS);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static List<OutboxEntry> read(Connection connection, String sql, @Nullable String id) throws SQLException {
        List<OutboxEntry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(STATEMENT_SECONDS);
            if (id != null) {
                select.setString(1, id);
            }
            // In a transaction PostgreSQL hands over so many at a time, and not all that is asked for at once.
            select.setFetchSize(FETCHED);
            long characters = 0;
            try (ResultSet row = select.executeQuery()) {
                while (characters < MOST_CHARACTERS && row.next()) {
                    String args = row.getString(3);
                    characters += args.length();
                    entries.add(new OutboxEntry(
                            row.getString(1), row.getString(2), args, row.getString(4), row.getString(5)));
                }
            }
        }
        return entries;
    }

    private static void remove(Connection connection, Set<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from nightshift_outbox where id = ?")) {
            delete.setQueryTimeout(STATEMENT_SECONDS);
            for (String id : ids) {
                delete.setString(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** The connection goes back to its pool as it came. */
    private static <T> T bounded(Connection connection, Step<T> step) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
        try {
            return step.run();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws SQLException;
    }
}
