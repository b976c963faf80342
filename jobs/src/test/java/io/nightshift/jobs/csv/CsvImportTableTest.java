package io.nightshift.jobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.FakeContext;
import io.nightshift.jobs.csv.CsvImport.Args;
import io.nightshift.jobs.csv.CsvImport.Result;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CsvImportTableTest {

    private static final List<Column> COLUMNS = List.of(
            Column.of("order_no", ColumnType.STRING).mandatory(),
            Column.of("amount", ColumnType.DECIMAL),
            Column.of("ordered_on", ColumnType.DATE));

    private OneConnection database;
    private CsvImport handler;
    private FakeContext context;

    final OneConnection database() {
        return database;
    }

    final CsvImport handler() {
        return handler;
    }

    OneConnection connect() throws SQLException {
        return OneConnection.h2();
    }

    @BeforeEach
    void setUp() throws SQLException {
        database = connect();
        database.execute("""
                create table imported_order (job_id uuid not null, line bigint not null, order_no varchar(10) not null unique,
                amount numeric(6, 2) check (amount >= 0), ordered_on date, primary key (job_id, line))""");
        handler = new CsvImport(database, database::dataSource);
        context = new FakeContext().storingIn(database);
    }

    @AfterEach
    void tearDown() throws SQLException {
        System.clearProperty("nightshift.csv.tables");
        database.close();
    }

    @Test
    void insertsGoodRowsWithJobAndLine() throws Exception {
        Result result = imported(csv("A1,1.50,2026-01-31", "A2,,", "A3,-0,2026-02-01"), 1000);

        assertThat(result).isEqualTo(new Result(3, 3, 0, List.of(), "table imported_order", null));
        assertThat(database.query("select line, order_no, amount, ordered_on from imported_order order by line"))
                .isEqualTo("2 A1 1.50 2026-01-31\n3 A2 null null\n4 A3 0.00 2026-02-01");
        assertThat(database.query("select distinct job_id from imported_order"))
                .isEqualTo(context.id().toString());
    }

    @Test
    void tellsWhatTheTableWouldRefuse() throws Exception {
        Result result = imported(csv("A1234567890,1,", "A2,12345.00,", "A3,1.005,", "A4,1,"), 1000);

        assertThat(result.good()).isEqualTo(1);
        assertThat(result.badRows())
                .containsExactly(
                        new BadRow(2, "order_no", "11 characters, the table keeps at most 10"),
                        new BadRow(3, "amount", "12345.00 is outside of what the table keeps"),
                        new BadRow(4, "amount", "1.005 has more than 2 digits behind the point"));
    }

    @Test
    void findsTheRowsTheDatabaseRefuses() throws Exception {
        StringBuilder rows = new StringBuilder("order_no,amount,ordered_on\n");
        for (int i = 0; i < 100; i++) {
            rows.append(i == 50 ? "A7" : "A" + i)
                    .append(i == 70 ? ",-5," : ",5,")
                    .append('\n');
        }

        Result result = imported(rows.toString(), 64);

        assertThat(result.good()).isEqualTo(98);
        assertThat(result.badRows()).extracting(BadRow::line).containsExactly(52L, 72L);
        assertThat(result.badRows()).allMatch(row -> row.reason().startsWith("refused by the table: "));
        assertThat(database.query("select count(*) from imported_order")).isEqualTo("98");
    }

    @Test
    void goesOnAfterACrashWithoutLossOrDouble() throws Exception {
        StringBuilder rows = new StringBuilder("order_no,amount,ordered_on\n");
        for (int i = 0; i < 100; i++) {
            rows.append(i % 10 == 3 ? "" : "Ä" + i).append(",5,\n");
        }
        context.crashAfterCheckpoints(4);

        assertThatThrownBy(() -> imported(rows.toString(), 10)).isInstanceOf(FakeContext.Crash.class);
        assertThat(database.query("select count(*) from imported_order")).isEqualTo("27");
        Result result = imported(rows.toString(), 10);

        assertThat(result.rows()).isEqualTo(100);
        assertThat(result.good()).isEqualTo(90);
        assertThat(result.badRows())
                .extracting(BadRow::line)
                .containsExactly(5L, 15L, 25L, 35L, 45L, 55L, 65L, 75L, 85L, 95L);
        assertThat(database.query("select count(*), count(distinct line), min(line), max(line) from imported_order"))
                .isEqualTo("90 90 2 101");
        assertThat(context.logged).containsExactly("Goes on behind line 31, 27 good rows are written already");
    }

    @Test
    void tellsTheSameResultAgainAfterTheLastChunk() throws Exception {
        Result first = imported(csv("A1,1,", "A2,x,"), 1000);

        Result again = imported(csv("A1,1,", "A2,x,"), 1000);

        assertThat(again).isEqualTo(first);
        assertThat(database.query("select count(*) from imported_order")).isEqualTo("1");
    }

    @Test
    void writesTheRowsBeforeOneThatCannotBeRead() throws Exception {
        Args args = Args.ofContent(csv("A1,1,", "A2,2,", "A3,\"3,"), COLUMNS, Target.ofTable("imported_order"));

        Outcome<Result> outcome = handler.handle(args, context);

        assertThat(((Outcome.Fail<Result>) outcome).reason())
                .isEqualTo("Line 4 cannot be read as CSV: a quote is opened in this row and never closed;"
                        + " the rows before it are done: 2 good, 0 bad");
        assertThat(database.query("select order_no from imported_order order by line"))
                .isEqualTo("A1\nA2");
    }

    @Test
    void findsManyRefusedRowsWithTwoTriesForEach() throws Exception {
        StringBuilder rows = new StringBuilder("order_no,amount,ordered_on\n");
        for (int i = 0; i < 400; i++) {
            rows.append('A').append(i).append(i % 2 == 0 ? ",-5," : ",5,").append('\n');
        }

        Result result = imported(rows.toString(), 400);

        assertThat(result.good()).isEqualTo(200);
        assertThat(result.bad()).isEqualTo(200);
        assertThat(result.badRows()).first().extracting(BadRow::line).isEqualTo(2L);
        assertThat(database.query("select count(*), min(line), max(line) from imported_order"))
                .isEqualTo("200 3 401");
        // A transaction for the chunk, not one for each row that is refused.
        assertThat(database.commits()).isEqualTo(1);
    }

    @Test
    void takesNoCharacterThatTablesCannotKeep() throws Exception {
        Result result = imported(csv("A\u00001,1,", "A2,1,"), 1000);

        assertThat(result.badRows())
                .containsExactly(new BadRow(2, "order_no", "the character NUL (U+0000), which a table does not keep"));
    }

    @Test
    void roundsNothing() throws Exception {
        System.setProperty("nightshift.csv.tables", "exact");
        database.execute(
                "create table exact (line bigint, ts timestamp(6) with time zone, short timestamp(3), clock time(3),"
                        + " f double precision, r real, n numeric(6,2), s smallint, d date, c char(3))");
        List<Column> columns = List.of(
                Column.of("ts", ColumnType.DATETIME),
                Column.of("short", ColumnType.DATETIME),
                Column.of("clock", ColumnType.STRING),
                Column.of("f", ColumnType.DECIMAL),
                Column.of("r", ColumnType.DECIMAL),
                Column.of("n", ColumnType.STRING),
                Column.of("s", ColumnType.DECIMAL),
                Column.of("d", ColumnType.DATETIME),
                Column.of("c", ColumnType.STRING));
        String csv = """
                ts,short,clock,f,r,n,s,d,c
                2026-01-01T00:00:00.123456Z,2026-01-01T01:00:00.123+01:00,10:11:12.123,0.1,16777216,1.50,7,2026-02-28,abc
                2026-01-01T00:00:00.123456789Z,,,,,,,,
                ,2026-01-01T00:00:00.1234,,,,,,,
                ,,10:11:12.1234,,,,,,
                ,,,0.12345678901234567891,,,,,
                ,,,9007199254740993,,,,,
                ,,,,16777217,,,,
                ,,,,,1.005,,,
                ,,,,,,1.5,,
                ,,,,,,32768,,
                ,,,,,,,2026-02-28T10:00:00Z,
                ,,,,,,,,abcd
                +300000-01-01T00:00:00Z,,,,,,,,
                """.replace("2026-02-28,abc", "2026-02-28T00:00:00Z,abc");

        Outcome<Result> outcome = handler.handle(Args.ofContent(csv, columns, Target.ofTable("exact")), context);

        Result result = Objects.requireNonNull(((Outcome.Success<Result>) outcome).result());
        assertThat(result.badRows())
                .extracting(bad -> bad.line() + " " + bad.column())
                .containsExactly(
                        "3 ts", "4 short", "5 clock", "6 f", "7 f", "8 r", "9 n", "10 s", "11 s", "12 d", "13 c",
                        "14 ts");
        assertThat(result.good()).isEqualTo(1);
        assertThat(database.query("select f, r, n, s, d, c from exact where cast(short as varchar) like"
                        + " '2026-01-01 00:00:00.123%' and clock = time '10:11:12.123'"))
                .matches("0\\.1 1\\.6777216[eE]\\+?0?7 1\\.50 7 2026-02-28 abc");
    }

    @Test
    void refusesTablesThatAreNotAllowed() throws Exception {
        assertThat(failure(Target.ofTable("app_user")))
                .isEqualTo("Imports into table 'app_user' are not allowed; the operator can add it to"
                        + " NIGHTSHIFT_CSV_TABLES or -Dnightshift.csv.tables");
        assertThat(failure(Target.ofTable("imported_order; drop table checkpoint")))
                .contains("not allowed");
    }

    @Test
    void explainsWhatDoesNotFitTheTable() throws Exception {
        System.setProperty("nightshift.csv.tables", "imported_order, nowhere, \"x\"");

        assertThat(failure(Target.ofTable("nowhere"))).isEqualTo("There is no table 'nowhere' in the database");
        assertThat(failure(Target.ofTable("\"x\""))).isEqualTo("'\"x\"' is not the name of a table");
        Args unknown = Args.ofContent(
                "id\n1\n", List.of(Column.of("id", ColumnType.INTEGER)), Target.ofTable("imported_order"));
        assertThat(((Outcome.Fail<Result>) handler.handle(unknown, new FakeContext())).reason())
                .isEqualTo("Table 'imported_order' has no column 'id'");
        Args missing = Args.ofContent(
                "amount\n1\n",
                List.of(Column.of("amount", ColumnType.DECIMAL)),
                Target.ofTable("Public.Imported_Order"));
        System.setProperty("nightshift.csv.tables", "public.imported_order");
        assertThat(((Outcome.Fail<Result>) handler.handle(missing, new FakeContext())).reason())
                .isEqualTo("Table 'imported_order' needs a value in 'order_no': declare that column");
    }

    @Test
    void stopsInTheMidstWhenCancelled() throws Exception {
        context.cancelAfterChecks(3);

        assertThatThrownBy(() -> imported(csv("A1,1,", "A2,1,", "A3,1,", "A4,1,"), 1))
                .isInstanceOf(JobCancelledException.class);
        assertThat(database.query("select count(*) from imported_order")).isEqualTo("2");
    }

    private String failure(Target target) throws Exception {
        Outcome<Result> outcome =
                handler.handle(Args.ofContent(csv("A1,1,"), COLUMNS, target), new FakeContext().storingIn(database));
        return ((Outcome.Fail<Result>) outcome).reason();
    }

    private Result imported(String csv, int chunk) throws Exception {
        Args args = new Args(null, csv, null, null, null, COLUMNS, Target.ofTable("imported_order"), chunk, null, null);
        Outcome<Result> outcome = handler.handle(args, context);
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        Result result = Objects.requireNonNull(((Outcome.Success<Result>) outcome).result());
        return result;
    }

    private static String csv(String... rows) {
        return "order_no,amount,ordered_on\n" + String.join("\n", rows) + "\n";
    }
}
