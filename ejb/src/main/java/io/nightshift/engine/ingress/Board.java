package io.nightshift.engine.ingress;

import io.nightshift.store.text.Sha256;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Which messages are being taken, in a file that a killed process leaves behind. It is memory of the system, so that a note costs
 * nothing to speak of and outlives the process; not the machine's power, which no message cuts.
 */
final class Board {

    /** Bytes of a place: a length, and an id. The broker's ids have 39 characters; of longer ones the beginning is enough. */
    private static final int PLACE = 64;

    private final MappedByteBuffer places;
    private final BlockingQueue<Integer> free;

    private Board(MappedByteBuffer places, int count) {
        this.places = places;
        this.free = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            free.add(i);
        }
    }

    /** Opens the file, or makes it. */
    static Board open(Path file, int places) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Board(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) PLACE * places), places);
        }
    }

    /** What was being taken when the process before this one was killed; the board is empty then. */
    List<String> leftBehind() {
        List<String> ids = new ArrayList<>();
        for (int at = 0; at < places.capacity(); at += PLACE) {
            int length = places.get(at);
            if (length > 0 && length < PLACE) {
                byte[] id = new byte[length];
                places.get(at + 1, id);
                ids.add(new String(id, StandardCharsets.UTF_8));
            }
            places.put(at, (byte) 0);
        }
        return ids;
    }

    /** The id as the board keeps it. */
    static String key(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return bytes.length < PLACE ? id : Sha256.hex(id).substring(0, PLACE - 2);
    }

    /** Notes a message; returns its place, or -1 if all are taken, which loses only the note. */
    int note(String key) {
        Integer place = free.poll();
        if (place == null) {
            return -1;
        }
        byte[] id = key.getBytes(StandardCharsets.UTF_8);
        places.put(place * PLACE + 1, id);
        // Last: a place with a length has an id.
        places.put(place * PLACE, (byte) id.length);
        return place;
    }

    /** Takes a note away. */
    void clear(int place) {
        if (place >= 0) {
            places.put(place * PLACE, (byte) 0);
            free.add(place);
        }
    }
}
