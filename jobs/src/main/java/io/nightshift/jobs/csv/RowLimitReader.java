package io.nightshift.jobs.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Fails when too much is read for one row. Without it a quote that is never closed would make the rest of the file one
 * value, which for a file of gigabytes ends the JVM.
 */
final class RowLimitReader extends FilterReader {

    static final int MAX_ROW = 4 << 20;

    private int sinceRow;

    RowLimitReader(Reader in) {
        super(in);
    }

    void rowBegins() {
        sinceRow = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count(1);
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(n);
        return n;
    }

    private void count(int n) throws RowTooLongException {
        sinceRow += Math.max(n, 0);
        if (sinceRow > MAX_ROW) {
            throw new RowTooLongException();
        }
    }

    static final class RowTooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        RowTooLongException() {
            super("a row of more than " + MAX_ROW + " characters; is a quote not closed?");
        }
    }
}
