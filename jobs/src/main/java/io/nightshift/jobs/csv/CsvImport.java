package io.nightshift.jobs.csv;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.check.ExactlyOne;
import io.nightshift.jobs.csv.read.ImportRefusedException;
import io.nightshift.jobs.setting.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads a CSV, checks every row and writes the good ones into a table or a file; bad ones are counted and told. */
@Handles(
        value = "csv.import",
        description = "Checks the rows of a CSV and writes the good ones into a table or a file",
        maxAttempts = 5)
@ApplicationScoped
public class CsvImport implements JobHandler<CsvImport.Args, CsvImport.Result> {

    private static final Setting DATA_SOURCE =
            new Setting("nightshift.csv.datasource", "java:jboss/datasources/NightshiftDS");

    private final UserTransaction transaction;
    private final DataSources dataSources;

    /**
     * Takes what the import of tables needs.
     *
     * @param transaction of the container
     */
    @Inject
    public CsvImport(UserTransaction transaction) {
        this(transaction, CsvImport::lookUp);
    }

    CsvImport(UserTransaction transaction, DataSources dataSources) {
        this.transaction = transaction;
        this.dataSources = dataSources;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected CsvImport() {
        this(null, CsvImport::lookUp);
    }

    /**
     * What to import.
     *
     * @param file the CSV, as a path below the import folder; or else
     * @param content the CSV itself
     * @param delimiter between fields; by default what a first line such as {@code sep=;} says, or else a comma
     * @param header whether the first row names the columns; true by default. Without, the columns lie in their
     *     declared order
     * @param charset UTF-8 by default; a byte order mark in the file says it better and wins
     * @param columns what to read; others in the CSV are left out
     * @param target where good rows go
     * @param chunkSize rows that are written together; 1000 by default
     * @param maxBadRows gives up for good once there are more; never by default. Chunks written before stay
     * @param badRowsFile a new CSV file for the bad rows with their reasons, as a path below the import folder; none by
     *     default
     */
    @ExactlyOne(
            value = {"file", "content"},
            message = "give either file or content")
    public record Args(
            @Size(min = 1, max = 500) @Nullable String file,
            @Size(min = 1) @Nullable String content,

            @Size(max = 1, message = "must be one character of the basic plane")
            @Pattern(regexp = "[^\"\r\n]", message = "must be one character, no quote")
            @Nullable
            String delimiter,

            @Nullable Boolean header,

            @Pattern(regexp = "UTF-8|UTF-16LE|UTF-16BE|ISO-8859-1|windows-1252") @Nullable
            String charset,

            @NotEmpty @Size(max = 500) List<@NotNull @Valid Column> columns,
            @NotNull @Valid Target target,
            @Min(1) @Max(10_000) @Nullable Integer chunkSize,
            @Min(0) @Nullable Long maxBadRows,
            @Size(min = 1, max = 500) @Nullable String badRowsFile) {

        /** Imports a file of the import folder with the defaults. */
        public static Args ofFile(String file, List<Column> columns, Target target) {
            return new Args(file, null, null, null, null, columns, target, null, null, null);
        }

        /** Imports the given text with the defaults. */
        public static Args ofContent(String content, List<Column> columns, Target target) {
            return new Args(null, content, null, null, null, columns, target, null, null, null);
        }

        @Nullable
        Character delimiterOrNull() {
            return delimiter == null ? null : delimiter.charAt(0);
        }

        boolean headerOrDefault() {
            return header == null || header;
        }

        Charset charsetOrDefault() {
            return charset == null || content != null ? StandardCharsets.UTF_8 : Charset.forName(charset);
        }

        int chunkSizeOrDefault() {
            return chunkSize == null ? 1000 : chunkSize;
        }
    }

    /**
     * What came of it.
     *
     * @param rows in the CSV, without header and empty lines
     * @param good rows written
     * @param bad rows left out
     * @param badRows the first 100 of these
     * @param target the table or file with the good rows
     * @param badRowsFile the file with all bad rows; null if none was wanted
     */
    public record Result(
            long rows,
            long good,
            long bad,
            List<BadRow> badRows,
            String target,
            @Nullable String badRowsFile) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws Exception {
        try {
            return Outcome.success(new ImportRun(args, context, transaction, dataSources).run());
        } catch (ImportRefusedException e) {
            String message = e.getMessage();
            return Outcome.fail(message == null ? e.toString() : message);
        }
    }

    @SuppressWarnings("BanJNDI") // a name that the operator set, and of the server's own namespace only
    private static DataSource lookUp() {
        String name = DATA_SOURCE.value();
        if (!name.startsWith("java:")) {
            throw new ImportRefusedException(DATA_SOURCE.variable() + " must begin with java: but is " + name);
        }
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new ImportRefusedException("There is no data source " + name + " (" + DATA_SOURCE.variable() + ")");
        }
    }

    /** Finds the data source of the target tables. */
    @FunctionalInterface
    interface DataSources {
        DataSource find();
    }
}
