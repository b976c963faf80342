package io.nightshift.jobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.FakeContext;
import io.nightshift.jobs.csv.CsvImport.Args;
import io.nightshift.jobs.csv.CsvImport.Result;
import io.nightshift.jobs.csv.read.RecordReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvImportFileTest {

    private static final List<Column> COLUMNS = List.of(
            Column.of("id", ColumnType.INTEGER).mandatory(),
            Column.of("name", ColumnType.STRING),
            Column.of("email", ColumnType.EMAIL));

    @TempDir
    private Path dir;

    private OneConnection database;
    private CsvImport handler;
    private final FakeContext context = new FakeContext();

    @BeforeEach
    void setUp() throws Exception {
        System.setProperty("nightshift.csv.dir", dir.toString());
        database = OneConnection.h2();
        handler = new CsvImport(database, database::dataSource);
    }

    @AfterEach
    void tearDown() throws Exception {
        System.clearProperty("nightshift.csv.dir");
        database.close();
    }

    @Test
    void writesGoodRowsAndBadRowsApart() throws Exception {
        write(
                "in.csv",
                "email,ignored,id,name\na@b.example,x,1,\"Ann, \"\"A\"\"\"\nnobody,x,2,Bob\n,,3,\n\n,,x,=1+1\n");

        Result result = success(args("in.csv", "out/good.csv", 2, "out/bad.csv"));

        assertThat(result.rows()).isEqualTo(4);
        assertThat(result.badRows())
                .containsExactly(
                        new BadRow(3, "email", "'nobody' is not an e-mail address"),
                        new BadRow(6, "id", "'x' is not a whole number"));
        assertThat(result.target()).isEqualTo("file out/good.csv");
        assertThat(read("out/good.csv")).isEqualTo("id,name,email\r\n1,\"Ann, \"\"A\"\"\",a@b.example\r\n3,,\r\n");
        assertThat(read("out/bad.csv"))
                .isEqualTo("3,email,'nobody' is not an e-mail address,nobody,x,2,Bob\r\n"
                        + "6,id,'x' is not a whole number,,,x,'=1+1\r\n");
    }

    @Test
    void keepsSpreadsheetsFromRunningText() throws Exception {
        write("in.csv", "id,name,email\n-1,=cmd|' /C calc'!A0,\n2,-5,\n3,@SUM(1),+x@y.example\n");

        success(args("in.csv", "good.csv", 10, null));

        assertThat(read("good.csv"))
                .isEqualTo("id,name,email\r\n-1,'=cmd|' /C calc'!A0,\r\n2,-5,\r\n3,'@SUM(1),'+x@y.example\r\n");
    }

    @Test
    void goesOnAfterACrashInAnyPlace() throws Exception {
        StringBuilder in = new StringBuilder("\uFEFFid,name,email\r\n");
        StringBuilder expected = new StringBuilder("id,name,email\r\n");
        for (int i = 0; i < 40; i++) {
            boolean good = i % 7 != 2;
            in.append(good ? i : "x").append(",\"Zoë\n😀 ").append(i).append("\",\r\n");
            if (good) {
                expected.append(i).append(",\"Zoë\n😀 ").append(i).append("\",\r\n");
            }
        }
        write("in.csv", in.toString());
        for (int checkpoints = 0; checkpoints < 12; checkpoints++) {
            FakeContext crashing = new FakeContext().crashAfterCheckpoints(checkpoints);
            Args args = args("in.csv", "good" + checkpoints + ".csv", 5, "bad" + checkpoints + ".csv");

            if (checkpoints < 10) {
                assertThatThrownBy(() -> handler.handle(args, crashing)).isInstanceOf(FakeContext.Crash.class);
                assertThat(dir.resolve("good" + checkpoints + ".csv")).doesNotExist();
            }
            Outcome<Result> outcome = handler.handle(args, crashing);

            assertThat(outcome).isInstanceOf(Outcome.Success.class);
            assertThat(read("good" + checkpoints + ".csv")).isEqualTo(expected.toString());
            assertThat(read("bad" + checkpoints + ".csv").lines().filter(line -> line.contains(",id,")))
                    .hasSize(6)
                    .first()
                    .asString()
                    .startsWith("6,id,'x' is not a whole number");
        }
    }

    @Test
    void goesOnAfterACrashInOtherCharsets() throws Exception {
        Files.write(dir.resolve("in.csv"), "é,é,\n1,é,\ny,é,\n2,ü,\n".getBytes(StandardCharsets.ISO_8859_1));
        Args args =
                new Args("in.csv", null, null, false, "windows-1252", COLUMNS, Target.ofFile("o.csv"), 1, null, null);
        FakeContext crashing = new FakeContext().crashAfterCheckpoints(3);

        assertThatThrownBy(() -> handler.handle(args, crashing)).isInstanceOf(FakeContext.Crash.class);
        handler.handle(args, crashing);

        assertThat(read("o.csv")).isEqualTo("id,name,email\r\n1,é,\r\n2,ü,\r\n");
    }

    @Test
    void completesWhenOnlyTheRenamingWasLost() throws Exception {
        write("in.csv", "id,name,email\n1,,\n");
        Args args = args("in.csv", "good.csv", 5, null);
        Result first = success(args);
        Files.move(dir.resolve("good.csv"), dir.resolve("good.csv." + context.id() + ".part"));

        Result again = success(args);

        assertThat(again).isEqualTo(first);
        assertThat(read("good.csv")).isEqualTo("id,name,email\r\n1,,\r\n");
    }

    @Test
    void refusesAFileThatChangedMeanwhile() throws Exception {
        write("in.csv", "id,name,email\n1,,\n2,,\n3,,\n");
        FakeContext crashing = new FakeContext().crashAfterCheckpoints(2);
        assertThatThrownBy(() -> handler.handle(args("in.csv", "good.csv", 1, null), crashing))
                .isInstanceOf(FakeContext.Crash.class);
        Files.writeString(dir.resolve("in.csv"), "4,,\n", StandardOpenOption.APPEND);

        Outcome<Result> outcome = handler.handle(args("in.csv", "good.csv", 1, null), crashing);

        assertThat(((Outcome.Fail<Result>) outcome).reason())
                .isEqualTo("The file 'in.csv' changed since 1 of its rows were imported; import it as a new job");
    }

    @Test
    void overwritesOnlyWhenAsked() throws Exception {
        write("in.csv", "id,name,email\n1,,\n");
        write("good.csv", "precious");

        assertThat(failure(args("in.csv", "good.csv", 5, null)))
                .isEqualTo("The file 'good.csv' exists; choose another name or set target.overwrite");
        assertThat(failure(args("in.csv", "other.csv", 5, "good.csv"))).contains("exists");
        assertThat(failure(args("in.csv", "other.csv", 5, "other.csv"))).contains("same file");
        assertThat(read("good.csv")).isEqualTo("precious");

        success(Args.ofFile("in.csv", COLUMNS, new Target(null, "good.csv", true)));
        assertThat(read("good.csv")).startsWith("id,name,email");
    }

    @Test
    void givesUpForGoodWithMoreBadRowsThanAllowed() throws Exception {
        Args args = new Args(
                null, "id,name,email\n1,,\nx,,\ny,,\n", null, null, null, COLUMNS, Target.ofFile("o.csv"), 1, 1L, null);

        assertThat(failure(args))
                .isEqualTo("More than 1 bad rows: 2 of the first 3 rows. The first: line 3, column 'id',"
                        + " 'x' is not a whole number");
        assertThat(dir.resolve("o.csv")).doesNotExist();
    }

    @Test
    void readsOtherDelimitersCharsetsAndNoHeader() throws Exception {
        Files.write(dir.resolve("in.csv"), "1;Zoë;\n2;;;\n".getBytes(StandardCharsets.ISO_8859_1));
        Args args =
                new Args("in.csv", null, ";", false, "ISO-8859-1", COLUMNS, Target.ofFile("o.csv"), null, null, null);

        Result result = success(args);

        assertThat(read("o.csv")).isEqualTo("id,name,email\r\n1,Zoë,\r\n");
        assertThat(result.badRows()).containsExactly(new BadRow(2, null, "4 fields where 3 are expected"));
    }

    @Test
    void saysWhereAFileCannotBeRead() throws Exception {
        Files.write(dir.resolve("latin.csv"), "id,name,email\n1,Zoë,\n".getBytes(StandardCharsets.ISO_8859_1));
        write("quote.csv", "id,name,email\n1,a,\n\n2,\"b\n,\n");
        write("open.csv", "id,name,email\n1,\"a,\n" + "2,b,\n".repeat(RecordReader.MAX_ROW / 4));
        write("empty.csv", "");
        write("head.csv", "id,nome,email\n");

        assertThat(failure(args("latin.csv", "o.csv", 5, null))).contains("not in the character set");
        assertThat(failure(args("quote.csv", "o.csv", 5, null)))
                .isEqualTo("Line 4 cannot be read as CSV: a quote is opened in this row and never closed;"
                        + " the rows before it are done: 1 good, 0 bad");
        assertThat(failure(args("open.csv", "o.csv", 5, null))).contains("is a quote not closed?");
        assertThat(failure(args("empty.csv", "o.csv", 5, null))).contains("empty");
        assertThat(failure(args("head.csv", "o.csv", 5, null)))
                .isEqualTo("The header has no column 'name'; it has: id, nome, email");
    }

    @Test
    void tellsTheLineOfWrongBytes() throws Exception {
        Files.write(
                dir.resolve("in.csv"),
                "id,name,email\n1,\"a\nb\",\n2,Müller,\n3,c,\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(failure(args("in.csv", "o.csv", 1000, null)))
                .isEqualTo("Line 4: the bytes FC are not in the character set UTF-8;"
                        + " the rows before it are done: 1 good, 0 bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,name,Name ,email", "id,name,email,\"name\""})
    void refusesAHeaderThatNamesAWantedColumnTwice(String header) throws Exception {
        write("in.csv", header + "\n1,a,b,c\n");

        assertThat(failure(args("in.csv", "o.csv", 5, null)))
                .startsWith("The header names 'name' twice, as column 2 and as column ")
                .endsWith("which one is meant?");
    }

    @Test
    void leavesOutOtherColumnsThatAreNamedTwice() throws Exception {
        write("in.csv", "x,id,name,email,x\n,1,a,,\n");

        assertThat(success(args("in.csv", "o.csv", 5, null)).good()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sep=; | ;",
                "SEP=; |",
                "\"sep=;\" | ;",
                "sep=\\t |",
            })
    void skipsTheLineThatNamesTheDelimiter(String line, @Nullable String delimiter) throws Exception {
        String said = line.contains(";") ? ";" : "\t";
        String csv = line.replace("\\t", "\t") + "\r\nid" + said + "name" + said + "email\r\nx" + said + "a,b" + said
                + "\r\n";
        for (String mark : List.of("", "\uFEFF")) {
            Args args = new Args(
                    null, mark + csv, delimiter, null, null, COLUMNS, new Target(null, "o.csv", true), 5, null, null);

            Result result = success(handler.handle(args, new FakeContext()));

            assertThat(result.badRows()).containsExactly(new BadRow(3, "id", "'x' is not a whole number"));
        }
    }

    @Test
    void refusesADelimiterThatTheFileContradicts() throws Exception {
        write("in.csv", "sep=;\nid;name;email\n");
        Args args = new Args("in.csv", null, ",", null, null, COLUMNS, Target.ofFile("o.csv"), 5, null, null);

        assertThat(failure(args)).startsWith("The first line says sep=;, but the job says delimiter ,:");
    }

    @Test
    void readsWhatAByteOrderMarkSays() throws Exception {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String named : new String[] {null, "windows-1252"}) {
                Files.write(
                        dir.resolve("in.csv"),
                        "\uFEFFsep=;\r\nid;name;email\r\n1;Zoë 😀;\r\nx;ü;\r\n2;€;\r\n".getBytes(charset));
                FakeContext crashing = new FakeContext().crashAfterCheckpoints(2);
                Args args = new Args(
                        "in.csv", null, null, null, named, COLUMNS, new Target(null, "o.csv", true), 1, null, null);

                assertThatThrownBy(() -> handler.handle(args, crashing)).isInstanceOf(FakeContext.Crash.class);
                Result result = success(handler.handle(args, crashing));

                assertThat(result.badRows()).containsExactly(new BadRow(4, "id", "'x' is not a whole number"));
                assertThat(read("o.csv")).isEqualTo("id,name,email\r\n1,Zoë 😀,\r\n2,€,\r\n");
            }
        }
    }

    @Test
    void refusesUtf32() throws Exception {
        Files.write(dir.resolve("in.csv"), "\uFEFFid,name,email\n".getBytes(Charset.forName("UTF-32LE")));

        assertThat(failure(args("in.csv", "o.csv", 5, null))).contains("UTF-32");
    }

    @Test
    void losesOnlyTheRowWithTextBehindAClosingQuote() throws Exception {
        write("in.csv", "id,name,email\n1,\"a\"b,\"c\"\n2,\"a\" ,\n3,a\"b,\n4,\"a\nb\"x\n5,\"\"\"q\"\"\",\n");

        Result result = success(args("in.csv", "o.csv", 2, "bad.csv"));

        assertThat(result.badRows())
                .containsExactly(
                        new BadRow(2, null, "text behind a closing quote: 'b,\"c\"'"),
                        new BadRow(5, null, "text behind a closing quote: 'x'"));
        assertThat(read("o.csv")).isEqualTo("id,name,email\r\n2,a,\r\n3,\"a\"\"b\",\r\n5,\"\"\"q\"\"\",\r\n");
        assertThat(read("bad.csv"))
                .startsWith("2,,\"text behind a closing quote: 'b,\"\"c\"\"'\",1,\"ab,\"\"c\"\"\"\r\n");
    }

    @Test
    void endsPatternsThatNeverEnd() throws Exception {
        Column evil = new Column("name", ColumnType.STRING, null, null, "(.*a){20}|b");
        String csv = "name\n" + "a".repeat(60) + "!\nb\n";

        Result result = success(Args.ofContent(csv, List.of(evil), Target.ofFile("o.csv")));

        assertThat(result.badRows())
                .singleElement()
                .extracting(BadRow::reason)
                .asString()
                .contains("too long on");
        assertThat(result.good()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstHundredBadRowsWithinTheCheckpointLimit() throws Exception {
        String csv = "id,name,email\n" + ("€".repeat(300) + ",,\n").repeat(1000);

        Result result = success(Args.ofContent(csv, COLUMNS, Target.ofFile("o.csv")));

        assertThat(result.bad()).isEqualTo(1000);
        assertThat(result.badRows()).hasSize(100);
        assertThat(context.checkpoints)
                .allSatisfy(text ->
                        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(64 << 10));
    }

    private Args args(String in, String out, int chunk, @Nullable String bad) {
        return new Args(in, null, null, null, null, COLUMNS, Target.ofFile(out), chunk, null, bad);
    }

    private Result success(Args args) throws Exception {
        return success(handler.handle(args, context));
    }

    private static Result success(Outcome<Result> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        Result result = Objects.requireNonNull(((Outcome.Success<Result>) outcome).result());
        return result;
    }

    private String failure(Args args) throws Exception {
        return ((Outcome.Fail<Result>) handler.handle(args, new FakeContext())).reason();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text);
    }

    private String read(String name) throws IOException {
        return Files.readString(dir.resolve(name));
    }
}
