package io.nightshift.jobs.csv.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a CSV, readable from any position. */
public sealed interface Source {

    long size() throws IOException;

    /** Differs if the bytes changed between two attempts, as far as one can tell without reading them. */
    String fingerprint() throws IOException;

    InputStream open(long position) throws IOException;

    /** A file below the import folder. */
    record OfFile(Path path) implements Source {

        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public String fingerprint() throws IOException {
            return size() + "@"
                    + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
        }

        @Override
        public InputStream open(long position) throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            try {
                channel.position(position);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            return Channels.newInputStream(channel);
        }
    }

    /** The text that came with the job. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfContent(byte[] bytes) implements Source {

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String fingerprint() {
            return bytes.length + "@job";
        }

        @Override
        public InputStream open(long position) {
            return new ByteArrayInputStream(bytes, (int) position, bytes.length - (int) position);
        }
    }
}
