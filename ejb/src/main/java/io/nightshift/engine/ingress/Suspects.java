package io.nightshift.engine.ingress;

import io.nightshift.engine.log.RimLog;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Knows the messages that were being taken when the server was killed, and takes each of them alone when it comes again. Whichever
 * is being taken alone when the server is killed again did it; after {@value #DEATHS} deaths a message is taken no more. All others
 * are taken side by side and pay two notes in memory.
 */
final class Suspects {

    /** The first among others, the others alone. */
    static final int DEATHS = 3;

    private final Board board;
    private final Path file;
    /** By key; only of messages that did not come again yet. */
    private final Map<String, Integer> deaths = new ConcurrentHashMap<>();

    private final ReadWriteLock turns = new ReentrantReadWriteLock();

    /** Something that may be given up by an exception, which is no death. */
    @FunctionalInterface
    interface Step {
        void run() throws JMSException;
    }

    private Suspects(Board board, Path file) {
        this.board = board;
        this.file = file;
    }

    /**
     * Reads what the process before this one left in a folder, which is made if it is not there.
     *
     * @param places how many messages are taken at a time at most
     * @throws UncheckedIOException if the folder cannot be written
     */
    static Suspects of(Path folder, int places) {
        try {
            Files.createDirectories(folder);
            Suspects suspects = new Suspects(Board.open(folder.resolve("board"), places), folder.resolve("suspects"));
            suspects.remember();
            return suspects;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be written", e);
        }
    }

    private void remember() throws IOException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int blank = line.indexOf(' ');
                deaths.put(line.substring(blank + 1), Integer.parseInt(line.substring(0, blank)));
            }
        }
        List<String> left = board.leftBehind();
        if (!left.isEmpty()) {
            left.forEach(key -> deaths.merge(key, 1, Integer::sum));
            write();
            RimLog.LOG.intakeSuspects(left.size());
        }
    }

    /** Whether the server was killed so often while this message was taken that it must not be read any more. */
    boolean condemned(@Nullable String id) {
        return !deaths.isEmpty() && id != null && deaths.getOrDefault(Board.key(id), 0) >= DEATHS;
    }

    /** Whether one of these has to be taken alone. */
    boolean any(List<String> ids) {
        return !deaths.isEmpty() && ids.stream().anyMatch(id -> deaths.containsKey(Board.key(id)));
    }

    /** Takes messages: side by side with others, or alone if one of them is suspected. */
    void take(List<String> ids, Step step) throws JMSException {
        boolean suspected = any(ids);
        Lock turn = suspected ? turns.writeLock() : turns.readLock();
        turn.lock();
        List<Integer> places = new ArrayList<>(ids.size());
        try {
            ids.forEach(id -> places.add(board.note(Board.key(id))));
            step.run();
            if (suspected) {
                acquit(ids);
            }
        } finally {
            places.forEach(board::clear);
            turn.unlock();
        }
    }

    /** Forgets a message that is dealt with. */
    void acquit(List<String> ids) {
        ids.forEach(id -> deaths.remove(Board.key(id)));
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException("Suspected messages cannot be written to " + file, e);
        }
    }

    private synchronized void write() throws IOException {
        List<String> lines = new ArrayList<>();
        deaths.forEach((key, count) -> lines.add(count + " " + key));
        Path fresh = file.resolveSibling("suspects.new");
        Files.write(fresh, lines);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
