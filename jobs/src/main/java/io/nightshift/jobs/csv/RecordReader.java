package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.RowLimitReader.RowTooLongException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads records from a position on and knows, after each, at which byte the next one begins. */
final class RecordReader implements Closeable {

    private final RowLimitReader limited;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final long size;
    private final long firstByte;
    private final long linesBefore;
    private final boolean variableWidth;
    private @Nullable CSVRecord pending;
    private long pendingLine;

    /**
     * Opens at a record's first byte.
     *
     * @param firstByte where that record begins
     * @param linesBefore how many lines lie before it
     */
    RecordReader(Source source, Charset charset, char delimiter, long firstByte, long linesBefore) throws IOException {
        this.size = source.size();
        this.firstByte = firstByte;
        this.linesBefore = linesBefore;
        this.limited = new RowLimitReader(new InputStreamReader(
                source.open(firstByte),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        // Tracking bytes costs as much as parsing, and fails at the end of a file in a charset that lacks U+FFFF. Where
        // each character is one byte it is not needed.
        this.variableWidth = charset.equals(StandardCharsets.UTF_8);
        this.parser = CSVParser.builder()
                .setReader(limited)
                .setCharset(charset)
                .setTrackBytes(variableWidth)
                .setFormat(CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter)
                        // Else the line of a row behind empty lines is not known; they are left out here instead.
                        .setIgnoreEmptyLines(false)
                        .get())
                .get();
        this.records = parser.iterator();
        advance();
    }

    /** The next record, or null at the end. */
    @Nullable
    Located next() {
        CSVRecord record = pending;
        if (record == null) {
            return null;
        }
        long line = pendingLine;
        advance();
        CSVRecord following = pending;
        return following == null
                ? new Located(record, line, size, linesBefore + parser.getCurrentLineNumber())
                : new Located(record, line, firstByte + position(following), pendingLine - 1);
    }

    private long position(CSVRecord record) {
        return variableWidth ? record.getBytePosition() : record.getCharacterPosition();
    }

    private void advance() {
        do {
            limited.rowBegins();
            pendingLine = linesBefore + parser.getCurrentLineNumber() + 1;
            pending = read();
        } while (pending != null && pending.size() == 1 && pending.get(0).isEmpty());
    }

    private @Nullable CSVRecord read() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (cause instanceof CharacterCodingException) {
                throw new ImportRefusedException(
                        "Near line " + pendingLine + ": not in the character set that the job names");
            }
            if (cause instanceof CSVException || cause instanceof RowTooLongException) {
                throw new ImportRefusedException(
                        "Line " + pendingLine + " cannot be read as CSV: " + cause.getMessage());
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /**
     * A record and where it lies.
     *
     * @param line in which it begins, from 1
     * @param nextByte where the next record begins
     * @param linesBeforeNext how many lines lie before that
     */
    record Located(CSVRecord record, long line, long nextByte, long linesBeforeNext) {}
}
