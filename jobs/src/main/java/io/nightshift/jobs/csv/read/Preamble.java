package io.nightshift.jobs.csv.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a CSV says of itself before its first row: a byte order mark, which tells the character set for certain, and the
 * line {@code sep=;} of spreadsheets, which tells the delimiter.
 *
 * @param charset of what follows
 * @param delimiter between fields
 * @param firstByte where the first row begins
 * @param linesBefore how many lines lie before that
 */
public record Preamble(Charset charset, char delimiter, long firstByte, long linesBefore) {

    private static final int LONGEST = 64;
    private static final Pattern SEPARATOR = Pattern.compile(
            "(?<open>\"?)sep=([^\"\\r\\n])\\k<open>[ \\t]*(?:\\r\\n|\\r|\\n|\\z)", Pattern.CASE_INSENSITIVE);

    /**
     * Reads what is there, and takes what the job says for the rest.
     *
     * @param charset without a mark
     * @param delimiter that the job names; null for what the file says, or else a comma
     * @throws ImportRefusedException if both name a delimiter and differ, or for UTF-32
     */
    public static Preamble read(Source source, Charset charset, @Nullable Character delimiter) throws IOException {
        byte[] head;
        try (InputStream in = source.open(0)) {
            head = in.readNBytes(LONGEST);
        }
        if (begins(head, 0xFF, 0xFE, 0, 0) || begins(head, 0, 0, 0xFE, 0xFF)) {
            throw new ImportRefusedException("The CSV is UTF-32, which is not read: save it as UTF-8");
        }
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return behindMark(head, 3, StandardCharsets.UTF_8, delimiter);
        }
        if (begins(head, 0xFF, 0xFE)) {
            return behindMark(head, 2, StandardCharsets.UTF_16LE, delimiter);
        }
        if (begins(head, 0xFE, 0xFF)) {
            return behindMark(head, 2, StandardCharsets.UTF_16BE, delimiter);
        }
        return behindMark(head, 0, charset, delimiter);
    }

    private static Preamble behindMark(byte[] head, int mark, Charset charset, @Nullable Character delimiter) {
        Matcher line = SEPARATOR.matcher(new String(head, mark, head.length - mark, charset));
        if (!line.lookingAt()) {
            return new Preamble(charset, delimiter == null ? ',' : delimiter, mark, 0);
        }
        char said = line.group(2).charAt(0);
        if (delimiter != null && delimiter != said) {
            throw new ImportRefusedException("The first line says sep=" + said + ", but the job says delimiter "
                    + delimiter + ": leave the job's out, or correct one of them");
        }
        return new Preamble(charset, said, mark + line.group().getBytes(charset).length, 1);
    }

    private static boolean begins(byte[] head, int... mark) {
        byte[] wanted = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            wanted[i] = (byte) mark[i];
        }
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, wanted, 0, mark.length);
    }
}
