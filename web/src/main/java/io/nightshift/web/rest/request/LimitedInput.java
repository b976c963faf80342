package io.nightshift.web.rest.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body that is longer than allowed, whatever length it announced. */
class LimitedInput extends FilterInputStream {

    private final long limit;
    private long left;

    LimitedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            spend(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        spend(Math.max(count, 0));
        return count;
    }

    private void spend(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new Exceeded(limit);
        }
    }

    /** The body is longer than allowed. */
    static class Exceeded extends IOException {

        private static final long serialVersionUID = 1L;

        private final long limit;

        Exceeded(long limit) {
            super("The body is longer than " + limit + " bytes");
            this.limit = limit;
        }

        long limit() {
            return limit;
        }
    }
}
