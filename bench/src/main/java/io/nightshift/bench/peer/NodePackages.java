package io.nightshift.bench.peer;

import io.nightshift.bench.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The packages of the systems for Node, as the lock file names them. */
public final class NodePackages {

    private NodePackages() {}

    /** Installs them in a copy of the scripts' folder; false if there is no Node or no way to get them. */
    public static boolean install(Path scripts, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(scripts)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        ProcessBuilder npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile());
        try (Child child = Child.start(npm)) {
            return child.process().waitFor() == 0;
        } catch (IOException noNpm) {
            return false;
        }
    }
}
