package io.nightshift.test.faults.load;

import io.nightshift.test.faults.check.Accepted;
import io.nightshift.test.faults.check.Accepted.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the callers were told, in a file too. Safe for use by several callers. */
final class Answers {

    private final Path file;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    Answers(Path file) {
        this.file = file;
    }

    synchronized void accept(String key, @Nullable String id, Way way) {
        Accepted one = new Accepted(key, id, way, System.currentTimeMillis());
        accepted.add(one);
        write(one.toString());
    }

    /** An answer that the caller takes as final, though the request was right. */
    synchronized void refuse(String what) {
        refused.add(what);
        write(what);
    }

    synchronized List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    synchronized List<String> refused() {
        return List.copyOf(refused);
    }

    private void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
