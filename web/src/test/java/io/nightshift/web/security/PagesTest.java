package io.nightshift.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.access.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final Path WEBAPP = Path.of("src", "main", "webapp");
    private static final Pattern ASKED = Pattern.compile("viewer\\.may\\('(\\w*)'\\)");

    /** A page that stands in no line would be for everybody with a role. */
    @Test
    void everyPageStandsInTheTable() throws IOException {
        try (Stream<Path> files = Files.list(WEBAPP)) {
            List<String> pages = files.map(file -> "/" + file.getFileName())
                    .filter(name -> name.endsWith(".xhtml"))
                    .filter(name -> !name.equals(SignInFilter.PAGE))
                    .toList();

            assertThat(pages).isNotEmpty().allMatch(Pages.all()::contains);
        }
    }

    @Test
    void pagesAskForActsThatThereAre() throws IOException {
        Set<String> known = Stream.of(Act.values()).map(Act::name).collect(java.util.stream.Collectors.toSet());
        try (Stream<Path> files = Files.walk(WEBAPP)) {
            List<String> asked = files.filter(file -> file.toString().endsWith(".xhtml"))
                    .map(PagesTest::read)
                    .flatMap(text -> ASKED.matcher(text).results().map(PagesTest::act))
                    .toList();

            assertThat(asked).isNotEmpty().allMatch(known::contains);
        }
    }

    @Test
    void letsSubmittersHaveTheirJobsAndNothingOfTheCluster() {
        Set<String> roles = Set.of("submitter");

        assertThat(Stream.of("/jobs.xhtml", "/job.xhtml", "/submit.xhtml", "/account.xhtml", "/live"))
                .allMatch(page -> Pages.allow(page, roles::contains));
        assertThat(Stream.of(
                        "/index.xhtml",
                        "/rejects.xhtml",
                        "/queues.xhtml",
                        "/schedules.xhtml",
                        "/schedule.xhtml",
                        "/nodes.xhtml",
                        "/types.xhtml",
                        "/operations.xhtml",
                        "/users.xhtml",
                        "/jakarta.faces.push/live"))
                .noneMatch(page -> Pages.allow(page, roles::contains));
    }

    @Test
    void letsNobodyHaveAnythingWithoutARole() {
        assertThat(Pages.all()).noneMatch(page -> Pages.allow(page, role -> false));
        assertThat(Pages.allow("/whatever", role -> false)).isFalse();
    }

    private static String act(MatchResult result) {
        return result.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
