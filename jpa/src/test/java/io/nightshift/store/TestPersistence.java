package io.nightshift.store;

import io.nightshift.store.boot.Databases;
import io.nightshift.store.migration.MigrationIntegrator;
import io.nightshift.store.move.Moves;
import io.nightshift.store.sql.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The persistence unit as it ships, on a database of its own, without a server. */
public final class TestPersistence implements AutoCloseable {

    private final DataSource dataSource;
    private final EntityManagerFactory factory;
    private final AutoCloseable database;

    private TestPersistence(DataSource dataSource, AutoCloseable database) {
        this.dataSource = dataSource;
        this.database = database;
        this.factory = Persistence.createEntityManagerFactory(
                "nightshift",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        dataSource,
                        "jakarta.persistence.nonJtaDataSource",
                        dataSource,
                        MigrationIntegrator.DATA_SOURCE,
                        dataSource));
    }

    /** H2 in memory, with the settings of the server's data source. */
    public static TestPersistence h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        return new TestPersistence(h2, () -> {
            try (Connection connection = h2.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("shutdown");
            }
        });
    }

    /** A PostgreSQL of its own. */
    public static TestPersistence postgres() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            return new TestPersistence(postgres.getPostgresDatabase(), postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store whose every call is a transaction, as the container would have it. */
    public <T> T store(Class<T> type, Function<EntityManager, T> store) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try (EntityManager em = factory.createEntityManager()) {
                em.getTransaction().begin();
                try {
                    Object result = method.invoke(store.apply(em), args);
                    em.getTransaction().commit();
                    return result;
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                } finally {
                    if (em.getTransaction().isActive()) {
                        em.getTransaction().rollback();
                    }
                }
            }
        });
        return type.cast(proxy);
    }

    /** The statements of this database. */
    public Moves moves() {
        return Databases.moves(Dialect.of(dataSource));
    }

    /** Runs work in one transaction. */
    public <T> T transaction(Function<EntityManager, T> work) {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            T answer = work.apply(em);
            em.getTransaction().commit();
            return answer;
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Runs statements that are apart by semicolons. */
    public void sql(String statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements.split(";")) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    @Override
    public void close() throws Exception {
        factory.close();
        database.close();
    }
}
