package io.nightshift.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real EAR, with a jar of the bench's job type in {@code lib/} and a web application that drives it. */
final class BenchEar {

    static final String NAME = "nightshift.ear";
    /** Where the web application answers. */
    static final String CONTEXT = "/bench";

    private static final String PACKAGES = "io/nightshift/bench/";
    private static final String BEANS = "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
            + " bean-discovery-mode=\"annotated\"/>";
    private static final String MODULE =
            "<module><web><web-uri>bench.war</web-uri><context-root>" + CONTEXT + "</context-root></web></module>";

    private BenchEar() {}

    static void write(Path original, Path target) throws IOException {
        Files.copy(original, target, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem ear = FileSystems.newFileSystem(target, Map.of())) {
            archive(ear.getPath("lib/bench.jar"), "", "META-INF/beans.xml", List.of("course", "handler"));
            archive(ear.getPath("bench.war"), "WEB-INF/classes/", "WEB-INF/beans.xml", List.of("inside"));
            Path descriptor = ear.getPath("META-INF/application.xml");
            String text = Files.readString(descriptor);
            String end = "<library-directory>";
            if (!text.contains(end)) {
                throw new IOException(original + " has no place for another module in its application.xml");
            }
            Files.writeString(descriptor, text.replace(end, MODULE + end));
        }
    }

    private static void archive(Path target, String root, String beans, List<String> packages) throws IOException {
        Path file = Files.createTempFile("bench", ".zip");
        Files.delete(file);
        try (FileSystem zip = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
            for (String name : packages) {
                copy(classes().resolve(PACKAGES + name), zip.getPath(root + PACKAGES + name));
            }
            Files.createDirectories(zip.getPath("/" + beans).getParent());
            Files.writeString(zip.getPath(beans), BEANS);
        }
        Files.move(file, target);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    private static Path classes() throws IOException {
        try {
            URI location = BenchEar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
