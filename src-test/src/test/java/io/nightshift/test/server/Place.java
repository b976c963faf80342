package io.nightshift.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where things lie in the source tree. */
public final class Place {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();

    private Place() {}

    /** A folder or file below {@code target} of this module; made by whoever writes there. */
    public static Path target(String name) {
        return MODULE.resolve("target").resolve(name);
    }

    static Path wildfly() {
        return existing("server-config/target/wildfly");
    }

    static Path ear() {
        return existing("ear/target/nightshift.ear");
    }

    /** A base folder for one server, with nothing in it but the prepared configuration. */
    static Path freshBase(String name) {
        Path base = target("servers/" + name);
        try {
            delete(base);
            Files.createDirectories(base.resolve("deployments"));
            copy(wildfly().resolve("standalone/configuration"), base.resolve("configuration"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return base;
    }

    private static Path existing(String path) {
        Path file = MODULE.resolve("..").resolve(path).normalize();
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing; build with: mvn -pl src-test -am verify");
        }
        return file;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
