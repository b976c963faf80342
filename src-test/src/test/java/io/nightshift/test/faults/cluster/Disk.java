package io.nightshift.test.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of its own that can be full without harm to others: a tmpfs, which only root may mount. */
public final class Disk implements AutoCloseable {

    private static final String SIZE = "size=600m";
    private static final int BIG = 1 << 20;
    private static final int SMALL = 1 << 12;

    private final Path folder;

    private Disk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one at this folder, which it makes. */
    static Disk at(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString());
        return new Disk(folder);
    }

    /** Whether one can be had here. */
    public static boolean isPossible() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/bin/mount"));
    }

    Path folder() {
        return folder;
    }

    /** Writes until nothing fits any more. */
    public void fill() {
        write(BIG);
        write(SMALL);
    }

    private void write(int bytes) {
        try (FileChannel ballast = FileChannel.open(
                folder.resolve("ballast-" + bytes), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (ballast.write(ByteBuffer.allocate(bytes)) == bytes) {
                // There was room for more.
            }
        } catch (IOException full) {
            // As wanted: "No space left on device".
            return;
        }
    }

    /** Gives the room back. */
    public void free() throws IOException {
        Files.deleteIfExists(folder.resolve("ballast-" + BIG));
        Files.deleteIfExists(folder.resolve("ballast-" + SMALL));
    }

    @Override
    public void close() {
        try {
            run("umount", "--lazy", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while unmounting " + folder, e);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int answer = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (answer != 0) {
            throw new IOException(String.join(" ", command) + " answered " + answer);
        }
    }
}
