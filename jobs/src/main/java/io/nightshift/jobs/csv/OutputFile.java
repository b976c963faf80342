package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.ImportRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A file that grows chunk by chunk, and whose tail behind the last mark is cut off when it is opened again. */
final class OutputFile implements Closeable {

    private final FileChannel channel;
    private final StringBuilder chunk = new StringBuilder();
    private final CSVPrinter printer;

    private OutputFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.printer = new CSVPrinter(chunk, CSVFormat.RFC4180);
    }

    /**
     * Opens for going on.
     *
     * @param length of the file at the last mark; 0 begins anew
     */
    static OutputFile open(Path path, long length) throws IOException {
        FileChannel channel = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        try {
            if (channel.size() < length) {
                throw new ImportRefusedException("'" + path.getFileName() + "' is shorter than at the last checkpoint:"
                        + " the import folder must be the same on all nodes");
            }
            channel.truncate(length);
            channel.position(length);
            return new OutputFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Adds a record to the chunk. */
    void add(Iterable<?> fields) throws IOException {
        printer.printRecord(fields);
    }

    /** Writes the chunk, waits for the disk, and tells the file's length then. */
    long flush() throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(chunk.toString());
        chunk.setLength(0);
        if (bytes.hasRemaining()) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
        return channel.position();
    }

    /** Takes back what was added since the file had this length. */
    void cut(long length) throws IOException {
        chunk.setLength(0);
        channel.truncate(length);
        channel.position(length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
