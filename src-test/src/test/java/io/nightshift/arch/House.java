package io.nightshift.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled modules, read once for all rules. */
final class House {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    /** Those that have code; a module may be resources only. */
    static final List<String> MODULES = Stream.of("api", "jpa", "ejb", "jobs", "web")
            .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main/java")))
            .toList();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream().map(House::folder).toList());

    private House() {}

    /** Of the source tree. */
    static Path root() {
        return ROOT;
    }

    static JavaClasses classes() {
        return CLASSES;
    }

    /** Packages of a module that hold at least one class of ours. */
    static Set<String> packages(String module) {
        Path folder = folder(module);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> folder.relativize(file).getParent())
                    .map(path -> path.toString().replace('/', '.').replace('\\', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails rather than checking nothing: a rule about no classes is always kept. */
    private static Path folder(String module) {
        Path folder = ROOT.resolve(module).resolve("target/classes");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing; build with: mvn -pl src-test -am test");
        }
        return folder;
    }
}
