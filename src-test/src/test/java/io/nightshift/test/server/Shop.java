package io.nightshift.test.server;

/**
 * Where an application of the tests has its own data.
 *
 * @param url of its database
 * @param driver of the server's: {@code h2} or {@code postgresql}
 * @param user of the database, whose password is the same
 * @param xa whether its data source takes part in transactions over several databases
 */
public record Shop(String url, String driver, String user, boolean xa) {

    static final Shop IN_MEMORY = new Shop(
            "jdbc:h2:mem:shop;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
            "h2",
            "sa",
            false);

    private static final String LOCAL = """
            <datasource jndi-name="java:jboss/datasources/ShopDS" pool-name="ShopDS" jta="true">
              <connection-url>%s</connection-url>
              <driver>%s</driver>
              <pool><max-pool-size>10</max-pool-size></pool>
              <security><user-name>%s</user-name><password>%s</password></security>
            </datasource>
            """;
    private static final String XA = """
            <xa-datasource jndi-name="java:jboss/datasources/ShopDS" pool-name="ShopDS">
              <xa-datasource-property name="URL">%s</xa-datasource-property>
              <driver>%s</driver>
              <xa-pool><max-pool-size>10</max-pool-size></xa-pool>
              <security><user-name>%s</user-name><password>%s</password></security>
            </xa-datasource>
            """;

    /** With an ordinary data source. */
    public static Shop local(String url, String driver, String user) {
        return new Shop(url, driver, user, false);
    }

    /** The same by XA. */
    public Shop byXa() {
        return new Shop(url, driver, user, true);
    }

    /** As an application deploys it. */
    String dataSource() {
        return "<datasources xmlns=\"http://www.jboss.org/ironjacamar/schema\">"
                + String.format(xa ? XA : LOCAL, url, driver, user, user) + "</datasources>";
    }
}
