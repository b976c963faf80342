package io.nightshift.jobs.csv.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Characters and at which byte each begins. Wrong bytes are told when their turn comes: everything before them is read
 * first, however far the buffer is ahead.
 */
final class CharSource implements Closeable {

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(16 << 10).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(16 << 10).limit(0);
    private boolean ended;
    private long position;

    /**
     * Reads on.
     *
     * @param position of the stream's first byte
     */
    CharSource(InputStream in, Charset charset, long position) {
        this.in = in;
        this.charset = charset;
        this.position = position;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Takes the next character; -1 at the end. */
    int next() throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        char c = chars.get();
        position += width(c);
        return c;
    }

    /** The next character, left where it is; -1 at the end. */
    int peek() throws IOException {
        return chars.hasRemaining() || fill() ? chars.get(chars.position()) : -1;
    }

    /** At which byte the next character begins. */
    long position() {
        return position;
    }

    private boolean fill() throws IOException {
        chars.clear();
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (chars.position() > 0) {
                chars.flip();
                return true;
            }
            if (result.isError()) {
                chars.limit(0);
                throw new BadBytesException(wrongBytes(result.length()), charset);
            }
            if (ended) {
                chars.limit(0);
                return false;
            }
            bytes.compact();
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
        }
    }

    private String wrongBytes(int count) {
        byte[] wrong = new byte[Math.min(count, bytes.remaining())];
        bytes.duplicate().get(wrong);
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(wrong);
    }

    private int width(char c) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            if (c < 0x80) {
                return 1;
            }
            // Each half of a pair stands for two of its four bytes.
            return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE) ? 2 : 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Bytes that are no character. */
    static final class BadBytesException extends IOException {
        private static final long serialVersionUID = 1L;

        BadBytesException(String hex, Charset charset) {
            super("the bytes " + hex + " are not in the character set " + charset);
        }
    }
}
