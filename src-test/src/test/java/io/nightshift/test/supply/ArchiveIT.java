package io.nightshift.test.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Every library in the archive is in its list of parts and in its list of licences, and the lists name nothing else. */
class ArchiveIT {

    private static final Path EAR = Path.of("../ear/target/nightshift.ear");

    private static final Path SERVER = Path.of("../server-config/target/wildfly");

    @Test
    void listsEveryLibraryWithVersionAndLicence() throws IOException {
        Set<String> listed = new TreeSet<>();

        for (JsonNode part : new ObjectMapper()
                .readTree(entry("META-INF/sbom/nightshift.json"))
                .path("components")) {
            if (!part.path("group").asText().equals("io.nightshift")) {
                assertThat(part.path("version").asText())
                        .as("version of %s", part.path("name"))
                        .isNotBlank();
                assertThat(part.path("licenses"))
                        .as("licences of %s", part.path("name"))
                        .isNotEmpty();
                assertThat(part.path("hashes"))
                        .as("checksums of %s", part.path("name"))
                        .isNotEmpty();
                listed.add(part.path("name").asText());
            }
        }

        assertThat(listed).isEqualTo(libraries());
    }

    @Test
    void namesTheLicenceOfEveryLibrary() throws IOException {
        String licences = text("META-INF/THIRD-PARTY.md");

        assertThat(libraries()).allSatisfy(name -> assertThat(licences).contains("`" + name + "`"));
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
    }

    @Test
    void carriesNothingThatTheServerProvides() throws IOException {
        List<String> packages =
                packages("jakarta/", "org/hibernate/", "com/fasterxml/jackson/", "org/slf4j/", "org/h2/");

        assertThat(packages).isEmpty();
        assertThat(SERVER.resolve("modules/io/nightshift/h2/main/h2.jar")).exists();
    }

    /** Names of the jars of others, as they lie in the archive: without a version in {@code lib}, with one in the WAR. */
    private static Set<String> libraries() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Jar jar : jars()) {
            if (!jar.name().startsWith("nightshift-")) {
                names.add(jar.name().replaceFirst("-\\d.*", ""));
            }
        }
        return names;
    }

    private static List<String> packages(String... beginnings) throws IOException {
        Set<String> found = new HashSet<>();
        for (Jar jar : jars()) {
            for (String file : jar.files()) {
                for (String beginning : beginnings) {
                    if (file.startsWith(beginning) && file.endsWith(".class")) {
                        found.add(jar.name() + ": " + beginning);
                    }
                }
            }
        }
        return new ArrayList<>(new TreeSet<>(found));
    }

    private record Jar(String name, List<String> files) {}

    private static List<Jar> jars() throws IOException {
        List<Jar> jars = new ArrayList<>();
        try (ZipFile ear = new ZipFile(EAR.toFile())) {
            for (ZipEntry entry : ear.stream().toList()) {
                if (entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar")) {
                    jars.add(jar(entry.getName(), ear.getInputStream(entry)));
                } else if (entry.getName().endsWith(".war")) {
                    jars.addAll(insideOf(ear.getInputStream(entry)));
                }
            }
        }
        return jars;
    }

    private static List<Jar> insideOf(InputStream war) throws IOException {
        List<Jar> jars = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(war)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().startsWith("WEB-INF/lib/")
                        && entry.getName().endsWith(".jar")) {
                    jars.add(jar(entry.getName(), entries));
                }
            }
        }
        return jars;
    }

    /** Reads to the end of the entry, but does not close what it reads from. */
    private static Jar jar(String path, InputStream content) throws IOException {
        List<String> files = new ArrayList<>();
        ZipInputStream entries = new ZipInputStream(content);
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            files.add(entry.getName());
        }
        return new Jar(path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", ""), files);
    }

    private static String text(String name) throws IOException {
        return new String(entry(name), StandardCharsets.UTF_8);
    }

    private static byte[] entry(String name) throws IOException {
        try (ZipFile ear = new ZipFile(EAR.toFile());
                InputStream content = ear.getInputStream(ear.getEntry(name))) {
            return content.readAllBytes();
        }
    }
}
