package io.nightshift.store.sql;

import io.nightshift.store.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The databases whose statements are known. */
public enum Dialect {
    /** Several small statements in one transaction: correct, and as fast as an embedded database needs. */
    H2("h2"),
    /** One statement a move, with arrays and data-modifying common table expressions. */
    POSTGRESQL("postgresql");

    private final String vendor;

    Dialect(String vendor) {
        this.vendor = vendor;
    }

    /** The name of the folder with this database's own migrations. */
    public String vendor() {
        return vendor;
    }

    /**
     * Asks the database what it is.
     *
     * @throws IllegalStateException if it is none of these
     */
    public static Dialect of(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "H2" -> H2;
                case "PostgreSQL" -> POSTGRESQL;
                default ->
                    throw new IllegalStateException(
                            "The database is " + product + "; Nightshift knows PostgreSQL and H2");
            };
        } catch (SQLException e) {
            throw new StoreException("Asking the database what it is", e);
        }
    }
}
