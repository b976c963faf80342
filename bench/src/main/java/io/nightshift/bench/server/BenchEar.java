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

/**
 * The real EAR, with a jar of the bench's job types in {@code lib/}, a web application that drives it, and a copy of its
 * API that asks nobody who he is.
 */
final class BenchEar {

    static final String NAME = "nightshift.ear";
    /** Where the web application answers. */
    static final String CONTEXT = "/bench";
    /** Where the copy of the API answers. */
    static final String OPEN_CONTEXT = "/open";

    /** The bench's packages that every node is given, in {@code lib/} and in the web application. */
    private static final List<String> LIBRARY = List.of("course", "handler");

    private static final String PACKAGES = "io/nightshift/bench/";
    private static final String CLASSES = "WEB-INF/classes/";
    private static final List<String> API = List.of("io/nightshift/web/rest", "io/nightshift/web/security");
    private static final String BEANS = "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
            + " bean-discovery-mode=\"annotated\"/>";
    private static final String MODULE =
            "<module><web><web-uri>%s</web-uri><context-root>%s</context-root></web></module>";

    /**
     * What a node gets beside what all get.
     *
     * @param library packages for {@code lib/}
     * @param web packages for the web application
     */
    record Extras(List<String> library, List<String> web) {}

    private BenchEar() {}

    static void write(Path original, Path target, Extras extras) throws IOException {
        Files.copy(original, target, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem ear = FileSystems.newFileSystem(target, Map.of())) {
            archive(ear.getPath("lib/bench.jar"), "META-INF/beans.xml", jar -> {
                for (String name : concat(LIBRARY, extras.library())) {
                    copy(classes().resolve(PACKAGES + name), jar.getPath(PACKAGES + name));
                }
            });
            archive(ear.getPath("bench.war"), "WEB-INF/beans.xml", war -> {
                for (String name : concat(List.of("inside"), extras.web())) {
                    copy(classes().resolve(PACKAGES + name), war.getPath(CLASSES + PACKAGES + name));
                }
            });
            archive(ear.getPath("open.war"), "WEB-INF/beans.xml", war -> open(ear.getPath("nightshift-web.war"), war));
            Path descriptor = ear.getPath("META-INF/application.xml");
            String text = Files.readString(descriptor);
            String end = "<library-directory>";
            if (!text.contains(end)) {
                throw new IOException(original + " has no place for another module in its application.xml");
            }
            String modules = MODULE.formatted("bench.war", CONTEXT) + MODULE.formatted("open.war", OPEN_CONTEXT);
            Files.writeString(descriptor, text.replace(end, modules + end));
        }
    }

    /** The classes of the real web application that answer the API; the bench's descriptor instead of its own. */
    private static void open(Path original, FileSystem war) throws IOException {
        Path file = Files.createTempFile("bench", ".war");
        Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem web = FileSystems.newFileSystem(file)) {
            for (String name : API) {
                copy(web.getPath(CLASSES + name), war.getPath(CLASSES + name));
            }
        } finally {
            Files.delete(file);
        }
        Path open = classes().resolve(PACKAGES + "open");
        copy(open, war.getPath(CLASSES + PACKAGES + "open"));
        Files.copy(open.resolve("web.xml"), war.getPath("WEB-INF/web.xml"));
    }

    /** Puts something into a new archive. */
    private interface Content {
        void fill(FileSystem zip) throws IOException;
    }

    private static void archive(Path target, String beans, Content content) throws IOException {
        Path file = Files.createTempFile("bench", ".zip");
        Files.delete(file);
        try (FileSystem zip = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
            content.fill(zip);
            Files.createDirectories(zip.getPath("/" + beans).getParent());
            Files.writeString(zip.getPath(beans), BEANS);
        }
        Files.move(file, target);
    }

    private static List<String> concat(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
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
