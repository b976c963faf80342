package io.nightshift.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/states.md tells which classes write which table; the files with their statements say whether that is so, and the texts in the
 * compiled classes, as far as there are any.
 */
class WritersTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path MIGRATIONS = CLASSES.resolve("db/migration");
    private static final Path DOCUMENT = Path.of("../docs/states.md");

    private static final Pattern CREATED = Pattern.compile("(?m)^create table ([a-z_]+)");
    private static final Pattern WRITE = Pattern.compile("(?:insert into|merge into|delete from|update) ([a-z_]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([^|]+) \\|$");

    @Test
    void everyTableIsWrittenByTheClassesThatTheDocumentNames() throws IOException {
        Map<String, Set<String>> told = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> names(row.group(2))));

        assertThat(told).isEqualTo(written());
    }

    private static Set<String> names(String cell) {
        return Arrays.stream(cell.replace("`", "").split(","))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> written() throws IOException {
        Set<String> tables = files(MIGRATIONS, ".sql").stream()
                .flatMap(file -> matches(CREATED, file))
                .map(created -> created.group(1))
                .collect(Collectors.toSet());
        Map<String, Set<String>> writers = new TreeMap<>();
        Set<Path> files = new TreeSet<>(files(CLASSES.resolve("io"), ".class"));
        files.addAll(files(CLASSES.resolve("io"), ".sql"));
        for (Path file : files) {
            matches(WRITE, file)
                    .map(write -> write.group(1))
                    .filter(tables::contains)
                    .forEach(table -> writers.computeIfAbsent(table, name -> new TreeSet<>())
                            .add(name(file)));
        }
        return writers;
    }

    /** Texts stand in a class file as they are, apart from what is put together when it runs. */
    private static Stream<MatchResult> matches(Pattern pattern, Path file) {
        try {
            return pattern.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).collect(Collectors.toSet());
        }
    }

    /** Such as {@code finish.Finish}; nested classes go by the class around them. */
    private static String name(Path file) {
        String simple = file.getFileName().toString().replaceAll("(\\$.*)?\\.(class|sql)$", "");
        return file.getName(file.getNameCount() - 2) + "." + simple;
    }
}
