package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.ImportRefusedException;
import io.nightshift.jobs.setting.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The one folder in which imports may read and write. A name from outside never leads out of it, nor does a link. */
final class Folder {

    private static final Setting SETTING = new Setting("nightshift.csv.dir", "");

    private final Path base;

    private Folder(Path base) {
        this.base = base;
    }

    /** The configured folder; made if it is missing. */
    static Folder configured() throws IOException {
        String dir = SETTING.value();
        if (!dir.isEmpty()) {
            return at(Path.of(dir));
        }
        String data = System.getProperty("jboss.server.data.dir");
        if (data == null) {
            throw new ImportRefusedException(
                    "There is no folder for imports: set " + SETTING.variable() + " or -D" + SETTING.name());
        }
        return at(Path.of(data, "nightshift", "import"));
    }

    static Folder at(Path dir) throws IOException {
        Files.createDirectories(dir);
        return new Folder(dir.toRealPath());
    }

    /** A regular file to read. */
    Path input(String name) throws IOException {
        Path real;
        try {
            real = below(name).toRealPath();
        } catch (NoSuchFileException e) {
            throw new ImportRefusedException("There is no file '" + name + "' in the import folder");
        }
        if (!real.startsWith(base)) {
            throw outside(name);
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImportRefusedException("'" + name + "' is not a regular file");
        }
        return real;
    }

    /** A file to write, which may exist; the folders above it are made. */
    Path output(String name) throws IOException {
        Path relative = base.relativize(below(name));
        int last = relative.getNameCount() - 1;
        Path dir = base;
        // Step by step: what exists may be a link that leads out, and nothing is made behind such a one.
        for (int i = 0; i < last; i++) {
            dir = Files.createDirectories(dir.resolve(relative.getName(i))).toRealPath();
            if (!dir.startsWith(base)) {
                throw outside(name);
            }
        }
        Path real = dir.resolve(relative.getName(last));
        if (Files.exists(real, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImportRefusedException("'" + name + "' exists and is not a regular file");
        }
        return real;
    }

    private Path below(String name) {
        try {
            Path path = Path.of(name);
            if (path.isAbsolute() || name.indexOf('\\') >= 0 || name.isBlank()) {
                throw outside(name);
            }
            for (Path part : path) {
                if (part.toString().equals("..") || part.toString().equals(".")) {
                    throw outside(name);
                }
            }
            Path resolved = base.resolve(path);
            if (resolved.equals(base)) {
                throw outside(name);
            }
            return resolved;
        } catch (InvalidPathException e) {
            throw outside(name);
        }
    }

    private static ImportRefusedException outside(String name) {
        return new ImportRefusedException(
                "'" + name.replaceAll("\\p{Cntrl}", "?") + "' is not a plain path below the import folder");
    }
}
