package io.nightshift.jobs.csv.read;

import io.nightshift.jobs.csv.read.CharSource.BadBytesException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from a position on and knows, after each, at which byte the next one begins. The form is RFC 4180, with any
 * line break; blanks between a closing quote and the delimiter are left out, a quote within a field that does not begin
 * with one is text. Empty lines are left out.
 *
 * <p>Text behind a closing quote spoils its record only: what follows the next line break is read as usual. A quote that is
 * never closed and bytes that are no characters are the end, since nobody can tell what they would have been.
 */
public final class RecordReader implements Closeable {

    /** Without a limit a quote that is never closed would make the rest of a file of gigabytes one value. */
    public static final int MAX_ROW = 4 << 20;

    private static final char QUOTE = '"';

    private final CharSource chars;
    private final char delimiter;
    private final StringBuilder field = new StringBuilder();
    private long lines;
    private long line;
    private int taken;
    private @Nullable String fault;

    /**
     * Opens at a record's first byte.
     *
     * @param firstByte where that record begins
     * @param linesBefore how many lines lie before it
     */
    public RecordReader(Source source, Preamble preamble, long firstByte, long linesBefore) throws IOException {
        this.chars = new CharSource(source.open(firstByte), preamble.charset(), firstByte);
        this.delimiter = preamble.delimiter();
        this.lines = linesBefore;
    }

    /** The next record, or null at the end. */
    public @Nullable Located next() throws IOException {
        try {
            List<String> fields;
            do {
                if (chars.peek() < 0) {
                    return null;
                }
                fields = fields();
            } while (fault == null && fields.size() == 1 && fields.get(0).isEmpty());
            return new Located(fields, line, chars.position(), lines, fault);
        } catch (BadBytesException e) {
            throw new ImportRefusedException("Line " + (lines + 1) + ": " + e.getMessage());
        }
    }

    private List<String> fields() throws IOException {
        line = lines + 1;
        taken = 0;
        fault = null;
        List<String> fields = new ArrayList<>();
        int c;
        do {
            field.setLength(0);
            c = take();
            c = c == QUOTE ? quoted() : rest(c, delimiter);
            fields.add(field.toString());
        } while (c == delimiter && fault == null);
        if (c >= 0) {
            lineBreak(c);
        }
        return fields;
    }

    /** Reads up to this end or the line's; returns what ended it. */
    private int rest(int first, int end) throws IOException {
        int c = first;
        while (c >= 0 && c != end && !breaksLine(c)) {
            field.append((char) c);
            c = take();
        }
        return c;
    }

    /** Reads behind an opening quote; returns what ended the field. */
    private int quoted() throws IOException {
        for (int c = take(); c != QUOTE || chars.peek() == QUOTE; c = take()) {
            if (c < 0) {
                throw new ImportRefusedException(
                        "Line " + line + " cannot be read as CSV: a quote is opened in this row and never closed");
            }
            field.append((char) c);
            if (c == QUOTE) {
                take();
            } else if (c == '\n' || (c == '\r' && chars.peek() != '\n')) {
                lines++;
            }
        }
        int c = take();
        while (c != delimiter && c >= 0 && !breaksLine(c) && Character.isWhitespace(c)) {
            c = take();
        }
        if (c == delimiter || c < 0 || breaksLine(c)) {
            return c;
        }
        int closed = field.length();
        c = rest(c, -1);
        fault = "text behind a closing quote: '" + Excerpt.of(field.substring(closed), 40) + "'";
        return c;
    }

    private void lineBreak(int c) throws IOException {
        if (c == '\r' && chars.peek() == '\n') {
            chars.next();
        }
        lines++;
    }

    private static boolean breaksLine(int c) {
        return c == '\n' || c == '\r';
    }

    private int take() throws IOException {
        if (++taken > MAX_ROW) {
            throw new ImportRefusedException("Line " + line + " cannot be read as CSV: a row of more than " + MAX_ROW
                    + " characters; is a quote not closed?");
        }
        return chars.next();
    }

    @Override
    public void close() throws IOException {
        chars.close();
    }

    /**
     * A record and where it lies.
     *
     * @param fields as they were read
     * @param line in which it begins, from 1
     * @param nextByte where the next record begins
     * @param linesBeforeNext how many lines lie before that
     * @param fault why it is no record; null if it is one
     */
    public record Located(
            List<String> fields,
            long line,
            long nextByte,
            long linesBeforeNext,
            @Nullable String fault) {}
}
