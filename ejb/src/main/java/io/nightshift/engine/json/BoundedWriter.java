package io.nightshift.engine.json;

import java.io.IOException;
import java.io.Writer;

/** Collects a text and refuses to go on beyond a number of characters. */
final class BoundedWriter extends Writer {

    private final StringBuilder text = new StringBuilder();
    private final int most;
    private boolean full;

    BoundedWriter(int most) {
        this.most = most;
    }

    /** Whether more was written than it takes. */
    boolean full() {
        return full;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        if (length > most - text.length()) {
            full = true;
            throw new IOException("More than " + most + " characters");
        }
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
