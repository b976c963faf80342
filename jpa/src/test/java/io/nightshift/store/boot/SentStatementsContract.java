package io.nightshift.store.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.TestDatabase;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is sent to each database, as a file that a change shows itself in; and whether the database understands it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SentStatementsContract {

    /** Of a statement with variants: which lines it has. */
    private static final Pattern VARIANT = Pattern.compile(".* \\[(.*)]");

    private static final int FLAGS = 7;

    private final TestDatabase database = database();

    abstract TestDatabase database();

    /** Makes a plan, without a row being read, for whatever the values will be. */
    abstract void explain(Connection connection, String statement) throws SQLException;

    @BeforeAll
    void makeAnOutbox() throws IOException {
        database.execute("drop table if exists nightshift_outbox");
        try (var table = SentStatementsContract.class.getResourceAsStream("/db/outbox/nightshift_outbox.sql")) {
            database.execute(new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    void dropTheOutbox() {
        database.execute("drop table nightshift_outbox");
    }

    @Test
    void isWhatTheGoldenFileSays() throws IOException {
        String name = "statements-" + database.dialect().vendor() + ".txt";
        Path golden = Path.of("src/test/resources/golden", name);
        Path sent = Files.createDirectories(Path.of("target/golden")).resolve(name);
        Files.writeString(sent, listing());

        assertThat(Files.readString(sent))
                .as(
                        "The statements have changed. If they should, look at the difference and renew the file: cp jpa/%s jpa/%s",
                        sent, golden)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }

    @Test
    void isUnderstood() throws SQLException {
        List<String> refused = new ArrayList<>();
        try (Connection connection = database.source().getConnection()) {
            for (Sql sql : statements()) {
                try {
                    explain(connection, sql.text());
                } catch (SQLException e) {
                    refused.add(sql.where() + ": " + e.getMessage());
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    private List<Sql> statements() {
        List<Sql> statements = new ArrayList<>();
        for (SqlFile file : Statements.load(database.dialect())) {
            statements.addAll(file.statements());
        }
        return statements;
    }

    private String listing() {
        StringBuilder listing = new StringBuilder();
        for (Sql sql : statements()) {
            listing.append("== ")
                    .append(sql.where())
                    .append(" (")
                    .append(String.join(", ", sql.parameters()))
                    .append(")\n");
            Matcher variant = VARIANT.matcher(sql.where());
            listing.append(!variant.matches() || telling(variant.group(1)) ? sql.text() : sum(sql.text()))
                    .append("\n\n");
        }
        return listing.toString();
    }

    /** The plain one, those with one flag and the one with all are enough to read; of the others a sum will do. */
    private static boolean telling(String flags) {
        int count = flags.isEmpty() ? 0 : flags.split(", ").length;
        return count < 2 || count == FLAGS;
    }

    private static String sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
