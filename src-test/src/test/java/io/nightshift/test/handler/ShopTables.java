package io.nightshift.test.handler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The tables of the shop, which are not Nightshift's: its orders, and its outbox as the documentation gives it. */
final class ShopTables {

    private ShopTables() {}

    @SuppressWarnings("BanJNDI") // a constant
    static DataSource source() throws NamingException {
        return InitialContext.doLookup("java:jboss/datasources/ShopDS");
    }

    /** Makes them if they are not there. */
    static synchronized void open() throws NamingException, SQLException, IOException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet tables = connection.getMetaData().getTables(null, null, "shop_order", null)) {
                if (tables.next()) {
                    return;
                }
            }
            statement.execute("create table shop_order (id varchar(100) not null primary key)");
            try (InputStream script = Objects.requireNonNull(
                    ShopTables.class.getResourceAsStream("/db/outbox/nightshift_outbox.sql"), "the script")) {
                statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    static void order(Connection connection, String id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into shop_order (id) values (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
    }

    static List<String> inDoubt() throws NamingException, SQLException {
        String product;
        try (Connection connection = source().getConnection()) {
            product = connection.getMetaData().getDatabaseProductName();
        }
        return ids(
                product.equals("H2")
                        ? "select transaction_name from information_schema.in_doubt"
                        : "select gid from pg_prepared_xacts");
    }

    static List<String> ids(String sql) throws NamingException, SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }
}
