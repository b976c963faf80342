package io.nightshift.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others compile against changes only knowingly. */
class PromisesTest {

    private static final Path PROMISED = House.root().resolve("api/promised.txt");
    private static final Path FOUND = House.root().resolve("src-test/target/promised.txt");

    @Test
    void nothingThatTheApiPromisesChangesUnnoticed() throws IOException {
        List<String> found = Promises.of(House.classes().stream()
                .filter(one -> one.getPackageName().startsWith("io.nightshift.api"))
                .map(one -> one.reflect())
                .toList());
        Files.write(FOUND, found, StandardCharsets.UTF_8);

        assertThat(found)
                .as(
                        "the public signatures of api; if they are to change, say so in CHANGELOG.md and renew what is promised: cp %s %s",
                        FOUND, PROMISED)
                .containsExactlyElementsOf(Files.readAllLines(PROMISED, StandardCharsets.UTF_8));
    }
}
