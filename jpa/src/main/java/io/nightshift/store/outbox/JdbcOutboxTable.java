package io.nightshift.store.outbox;

import io.nightshift.store.port.StoreException;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.JoinedTransactor;
import io.nightshift.store.sql.OwnTransactor;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
    /** As many as the statement has parameters. */
    private static final int PRESENT_CHUNK = 50;

    private static final int FETCHED = 20;
    /** Arguments of one batch, which lies in memory three times. */
    private static final long MOST_CHARACTERS = 8_000_000;

    private static final SqlFile FILE = SqlFile.of(JdbcOutboxTable.class);
    private static final Sql WRITE = FILE.statement("write", "id", "type", "args", "options", "submitter");
    private static final Sql FIND = FILE.statement("find", "id");
    private static final Sql DELETE = FILE.statement("delete", "id");
    private static final Sql FIRST = FILE.statement("first", "most");
    private static final Sql FIRST_BEHIND = FILE.statement("first-behind", "after", "most");
    private static final String[] ASKED = IntStream.rangeClosed(1, PRESENT_CHUNK)
            .mapToObj(number -> "id" + number)
            .toArray(String[]::new);
    private static final Sql PRESENT = FILE.statement("present", ASKED);
    private static final Sql COUNT = FILE.statement("count", "cap");
    private static final Sql OLDEST = FILE.statement("oldest");

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
        try (Bound insert = WRITE.on(connection)) {
            insert.within(STATEMENT_SECONDS);
            for (OutboxEntry entry : entries) {
                insert.text("id", entry.id()).text("type", entry.type()).text("args", entry.args());
                insert.text("options", entry.options()).text("submitter", entry.submitter());
                insert.add();
            }
            insert.batch();
        }
        return true;
    }

    @Override
    public Optional<OutboxEntry> find(String id) {
        return on(ways -> ways.joined()
                .call(
                        "Looking for " + id + " in the outbox of " + name,
                        connection -> read(connection, FIND, select -> select.text("id", id)).stream()
                                .findFirst()));
    }

    @Override
    public boolean delete(String id) {
        return on(ways -> ways.joined().call("Taking " + id + " back from the outbox of " + name, connection -> {
            try (Bound delete = DELETE.on(connection)) {
                return delete.within(STATEMENT_SECONDS).text("id", id).update() > 0;
            }
        }));
    }

    @Override
    public Moved move(int most, @Nullable String after, Function<List<OutboxEntry>, Set<String>> taker) {
        return on(ways -> ways.own()
                .call(
                        "Moving the outbox of " + name,
                        connection -> bounded(
                                connection,
                                () -> OwnTransactor.whole(connection, moving -> {
                                    List<OutboxEntry> entries = first(moving, most, after);
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
        return on(ways -> ways.own()
                .call(
                        "Counting the outbox of " + name,
                        connection -> bounded(connection, () -> {
                            String waiting = answer(connection, COUNT, select -> select.number("cap", cap));
                            return new Backlog(
                                    waiting == null ? 0 : Integer.parseInt(waiting),
                                    answer(connection, OLDEST, Sql.Setter.NOTHING));
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

    /** The last one fills up what is left, so that the statement stays the same. */
    private static void present(Connection connection, List<String> ids, Set<String> present) throws SQLException {
        try (Bound select = PRESENT.on(connection)) {
            select.within(STATEMENT_SECONDS);
            for (int i = 0; i < ASKED.length; i++) {
                select.text(ASKED[i], ids.get(Math.min(i, ids.size() - 1)));
            }
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    present.add(row.getString(1));
                }
            }
        }
    }

    private static @Nullable String answer(Connection connection, Sql sql, Sql.Setter values) throws SQLException {
        try (Bound select = sql.on(connection)) {
            values.set(select.within(STATEMENT_SECONDS));
            try (ResultSet row = select.query()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static List<OutboxEntry> first(Connection connection, int most, @Nullable String after)
            throws SQLException {
        return after == null
                ? read(connection, FIRST, select -> select.number("most", most))
                : read(
                        connection,
                        FIRST_BEHIND,
                        select -> select.text("after", after).number("most", most));
    }

    private static List<OutboxEntry> read(Connection connection, Sql sql, Sql.Setter values) throws SQLException {
        List<OutboxEntry> entries = new ArrayList<>();
        try (Bound select = sql.on(connection)) {
            // In a transaction PostgreSQL hands over so many at a time, and not all that is asked for at once.
            values.set(select.within(STATEMENT_SECONDS).fetching(FETCHED));
            long characters = 0;
            try (ResultSet row = select.query()) {
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
        try (Bound delete = DELETE.on(connection)) {
            delete.within(STATEMENT_SECONDS);
            for (String id : ids) {
                delete.text("id", id).add();
            }
            delete.batch();
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
