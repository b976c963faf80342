package io.nightshift.jobs.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.FakeContext;
import io.nightshift.jobs.csv.CsvImport.Args;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL, whose types, names and refusals are others. */
class CsvImportPostgresTest extends CsvImportTableTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    OneConnection connect() throws SQLException {
        Connection connection = postgres.getPostgresDatabase().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
        return new OneConnection(connection);
    }

    @Test
    void writesEveryType() throws Exception {
        database()
                .execute("create table kinds (s text, i integer, d numeric, b boolean, day date,"
                        + " at timestamptz, local timestamp, e varchar(254))");
        System.setProperty("nightshift.csv.tables", "public.kinds");
        List<Column> columns = List.of(
                Column.of("s", ColumnType.STRING),
                Column.of("i", ColumnType.INTEGER),
                Column.of("d", ColumnType.DECIMAL),
                Column.of("b", ColumnType.BOOLEAN),
                Column.of("day", ColumnType.DATE),
                Column.of("at", ColumnType.DATETIME),
                Column.of("e", ColumnType.EMAIL));
        String csv = "s,i,d,b,day,at,e\nx,7,1.000000000000001,yes,2026-02-28,2026-02-28T13:30:00+01:00,a@b.example\n"
                + "y,3000000000,,,,,\n\u0000,,,,,,\n,,,,,,\n";

        Outcome<CsvImport.Result> outcome =
                handler().handle(Args.ofContent(csv, columns, Target.ofTable("public.kinds")), new FakeContext());

        assertThat(outcome.toString()).contains("good=2, bad=2");
        assertThat(database().query("select s, i, d, b, day, at at time zone 'UTC', e from kinds where i = 7"))
                .isEqualTo("x 7 1.000000000000001 t 2026-02-28 2026-02-28 12:30:00 a@b.example");
    }
}
