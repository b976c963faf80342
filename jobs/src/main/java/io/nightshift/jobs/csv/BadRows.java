package io.nightshift.jobs.csv;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of bad rows, if one is wanted: line, column, reason, then the fields as they were read. */
final class BadRows implements Closeable {

    private final @Nullable OutputFile file;

    private BadRows(@Nullable OutputFile file) {
        this.file = file;
    }

    static BadRows open(@Nullable Path path, Mark mark) throws IOException {
        return new BadRows(path == null ? null : OutputFile.open(path, mark.badBytes()));
    }

    /** Writes the bad ones among the rows; tells the file's length then. */
    long write(List<Row> rows) throws IOException {
        if (file == null) {
            return 0;
        }
        for (Row row : rows) {
            BadRow reason = row.bad();
            if (reason != null) {
                String column = reason.column();
                List<String> fields = new ArrayList<>();
                fields.add(Long.toString(row.line()));
                fields.add(column == null ? "" : CellGuard.guard(column));
                fields.add(CellGuard.guard(reason.reason()));
                row.raw().forEach(field -> fields.add(CellGuard.guard(field)));
                file.add(fields);
            }
        }
        return file.flush();
    }

    /** Takes back what was written after the mark. */
    void cut(Mark mark) throws IOException {
        if (file != null) {
            file.cut(mark.badBytes());
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
