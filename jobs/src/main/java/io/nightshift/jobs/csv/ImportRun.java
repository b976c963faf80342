package io.nightshift.jobs.csv;

import io.nightshift.api.handler.JobContext;
import io.nightshift.jobs.csv.CsvImport.Args;
import io.nightshift.jobs.csv.CsvImport.DataSources;
import io.nightshift.jobs.csv.CsvImport.Result;
import io.nightshift.jobs.csv.read.ImportRefusedException;
import io.nightshift.jobs.csv.read.Preamble;
import io.nightshift.jobs.csv.read.RecordReader;
import io.nightshift.jobs.csv.read.RecordReader.Located;
import io.nightshift.jobs.csv.read.Source;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One attempt of an import, from where the last one left off. */
final class ImportRun {

    private final Args args;
    private final JobContext context;
    private final UserTransaction transaction;
    private final DataSources dataSources;

    ImportRun(Args args, JobContext context, UserTransaction transaction, DataSources dataSources) {
        this.args = args;
        this.context = context;
        this.transaction = transaction;
        this.dataSources = dataSources;
    }

    Result run() throws Exception {
        Mark kept = context.checkpoint().map(Mark::parse).orElse(null);
        String file = args.target().file();
        if (kept != null && kept.complete()) {
            if (file != null) {
                FileSink.finishAgain(context, Folder.configured().output(file));
            }
            return result(kept);
        }
        Source source = source();
        Preamble preamble = Preamble.read(source, args.charsetOrDefault(), args.delimiterOrNull());
        Layout layout = layout(source, preamble);
        Mark mark = kept == null ? layout.start() : resumed(kept, source);
        Path badPath = badRowsPath(kept);
        if (kept == null) {
            // Before any file is made: what a later attempt finds is then known to be this job's own.
            context.checkpoint(mark.text());
        }
        try (BadRows badRows = BadRows.open(badPath, mark);
                Sink sink = sink(badRows, mark)) {
            Mark end = copy(source, layout, sink, mark);
            sink.finish(end);
            return result(end);
        }
    }

    private Mark copy(Source source, Layout layout, Sink sink, Mark from) throws Exception {
        Mark mark = from;
        try (RecordReader reader = new RecordReader(source, layout.preamble(), from.nextByte(), from.linesBefore())) {
            Chunk chunk;
            do {
                chunk = chunk(reader, layout.check());
                if (!chunk.rows().isEmpty()) {
                    mark = sink.write(chunk.rows(), mark);
                    context.progress(
                            mark.nextByte(), source.size(), mark.good() + " good rows, " + mark.bad() + " bad");
                    refuseTooManyBad(mark);
                }
            } while (chunk.goesOn());
            if (chunk.end() != null) {
                throw new ImportRefusedException(chunk.end().getMessage() + "; the rows before it are done: "
                        + mark.good() + " good, " + mark.bad() + " bad");
            }
        }
        return mark;
    }

    /** What cannot be read ends the import, but not before the rows in front of it are written. */
    private Chunk chunk(RecordReader reader, RowCheck check) throws IOException {
        List<Row> rows = new ArrayList<>(args.chunkSizeOrDefault());
        try {
            while (rows.size() < args.chunkSizeOrDefault()) {
                context.checkCancelled();
                Located located = reader.next();
                if (located == null) {
                    return new Chunk(rows, false, null);
                }
                rows.add(check.check(located));
            }
            return new Chunk(rows, true, null);
        } catch (ImportRefusedException e) {
            return new Chunk(rows, false, e);
        }
    }

    private void refuseTooManyBad(Mark mark) {
        Long most = args.maxBadRows();
        if (most != null && mark.bad() > most) {
            BadRow first = mark.badRows().get(0);
            String column = first.column() == null ? "" : ", column '" + first.column() + "'";
            throw new ImportRefusedException("More than " + most + " bad rows: " + mark.bad() + " of the first "
                    + (mark.good() + mark.bad()) + " rows. The first: line " + first.line() + column + ", "
                    + first.reason());
        }
    }

    private Source source() throws IOException {
        String content = args.content();
        if (content != null) {
            return new Source.OfContent(content.getBytes(StandardCharsets.UTF_8));
        }
        return new Source.OfFile(Folder.configured().input(Objects.requireNonNull(args.file())));
    }

    /** Reads the header, if there is one. */
    private Layout layout(Source source, Preamble preamble) throws IOException {
        String fingerprint = source.fingerprint();
        long begin = preamble.firstByte();
        if (!args.headerOrDefault()) {
            Mark start = Mark.start(fingerprint, begin, preamble.linesBefore());
            return new Layout(preamble, RowCheck.byPosition(args.columns()), start);
        }
        try (RecordReader reader = new RecordReader(source, preamble, begin, preamble.linesBefore())) {
            Located header = reader.next();
            if (header == null) {
                throw new ImportRefusedException("The CSV is empty, not even a header is there");
            }
            return new Layout(
                    preamble,
                    RowCheck.byHeader(args.columns(), header),
                    Mark.start(fingerprint, header.nextByte(), header.linesBeforeNext()));
        }
    }

    private Mark resumed(Mark kept, Source source) throws IOException {
        if (!kept.fingerprint().equals(source.fingerprint())) {
            throw new ImportRefusedException("The file '" + args.file() + "' changed since "
                    + (kept.good() + kept.bad()) + " of its rows were imported; import it as a new job");
        }
        context.log(
                JobContext.LogLevel.INFO,
                "Goes on behind line " + kept.linesBefore() + ", " + kept.good() + " good rows are written already");
        return kept;
    }

    private @Nullable Path badRowsPath(@Nullable Mark kept) throws IOException {
        String name = args.badRowsFile();
        if (name == null) {
            return null;
        }
        Path path = Folder.configured().output(name);
        if (name.equals(args.target().file())) {
            throw new ImportRefusedException("Good and bad rows cannot go into the same file '" + name + "'");
        }
        if (kept == null && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImportRefusedException("The file '" + name + "' exists; choose another name for the bad rows");
        }
        return path;
    }

    private Sink sink(BadRows badRows, Mark mark) throws IOException, SQLException {
        String file = args.target().file();
        if (file != null) {
            boolean overwrite = Boolean.TRUE.equals(args.target().overwrite());
            Path path = Folder.configured().output(file);
            return FileSink.open(context, args.columns(), badRows, path, overwrite, mark);
        }
        DataSource dataSource = dataSources.find();
        try (Connection connection = dataSource.getConnection()) {
            TableShape shape = TableShape.read(
                    connection,
                    Objects.requireNonNull(args.target().table()),
                    TableShape.TABLES.list(),
                    args.columns());
            return new TableSink(context, dataSource, transaction, shape, badRows);
        }
    }

    private Result result(Mark mark) {
        String table = args.target().table();
        return new Result(
                mark.good() + mark.bad(),
                mark.good(),
                mark.bad(),
                mark.badRows(),
                table == null ? "file " + args.target().file() : "table " + table,
                args.badRowsFile());
    }

    private record Layout(Preamble preamble, RowCheck check, Mark start) {}

    /** Rows that are written together, and what ended the reading behind them, if anything did. */
    private record Chunk(
            List<Row> rows, boolean goesOn, @Nullable ImportRefusedException end) {}
}
