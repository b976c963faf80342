package io.nightshift.jobs.csv;

import io.nightshift.api.handler.JobContext;
import io.nightshift.jobs.csv.read.ImportRefusedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a CSV file. It grows under a name of this job's own and gets the wanted name when it is complete, so nobody
 * reads half a file.
 */
final class FileSink implements Sink {

    private final JobContext context;
    private final List<Column> columns;
    private final BadRows badRows;
    private final Path path;
    private final Path part;
    private final OutputFile output;

    private FileSink(
            JobContext context, List<Column> columns, BadRows badRows, Path path, Path part, OutputFile output) {
        this.context = context;
        this.columns = columns;
        this.badRows = badRows;
        this.path = path;
        this.part = part;
        this.output = output;
    }

    static FileSink open(
            JobContext context, List<Column> columns, BadRows badRows, Path path, boolean overwrite, Mark mark)
            throws IOException {
        if (!overwrite && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImportRefusedException(
                    "The file '" + path.getFileName() + "' exists; choose another name or set target.overwrite");
        }
        Path part = part(path, context);
        return new FileSink(context, columns, badRows, path, part, OutputFile.open(part, mark.outputBytes()));
    }

    /** Finishes what a former attempt completed but, as it died, could not say. */
    static void finishAgain(JobContext context, Path path) throws IOException {
        Path part = part(path, context);
        if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImportRefusedException("The output of the former attempt is gone: '" + path.getFileName() + "'");
        }
    }

    private static Path part(Path path, JobContext context) {
        return path.resolveSibling(path.getFileName() + "." + context.id() + ".part");
    }

    @Override
    public Mark write(List<Row> rows, Mark mark) throws IOException {
        if (mark.outputBytes() == 0) {
            output.add(columns.stream()
                    .map(column -> CellGuard.guard(column.name()))
                    .toList());
        }
        for (Row row : rows) {
            if (row.good()) {
                output.add(texts(row.values()));
            }
        }
        Mark next = mark.after(rows, output.flush(), badRows.write(rows));
        context.checkpoint(next.text());
        return next;
    }

    private static List<String> texts(List<@Nullable Object> values) {
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            if (value == null) {
                texts.add("");
            } else if (value instanceof String text) {
                texts.add(CellGuard.guard(text));
            } else if (value instanceof BigDecimal number) {
                texts.add(number.toPlainString());
            } else {
                texts.add(value.toString());
            }
        }
        return texts;
    }

    @Override
    public void finish(Mark mark) throws IOException {
        if (mark.outputBytes() == 0) {
            output.add(columns.stream()
                    .map(column -> CellGuard.guard(column.name()))
                    .toList());
            output.flush();
        }
        output.close();
        context.checkpoint(mark.completed().text());
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
