package io.nightshift.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "security.md");

    /** The table in the documentation is the table in the code, line by line. */
    @Test
    void isDocumentedAsItIs() throws IOException {
        List<String> document = Files.readAllLines(DOCUMENT);
        List<String> coded = Arrays.stream(Act.values()).map(ActTest::row).toList();

        int first = document.indexOf("| act | viewer | submitter | operator | admin |") + 2;

        assertThat(document.subList(first, first + coded.size())).isEqualTo(coded);
        assertThat(document.get(first + coded.size())).isBlank();
    }

    @Test
    void asksForOneOfItsRoles() {
        assertThat(Act.RETRY_JOBS.allows(Set.of("viewer", "operator")::contains))
                .isTrue();
        assertThat(Act.RETRY_JOBS.allows(Set.of("viewer", "submitter")::contains))
                .isFalse();
        assertThat(Act.OWN_ACCOUNT.allows(Set.<String>of()::contains)).isFalse();
    }

    @Test
    void letsAdministratorsDoEverything() {
        assertThat(Act.values()).allMatch(act -> act.roles().contains(Role.ADMIN));
    }

    @Test
    void reachesAllJobsOrOwnOnes() {
        Reach narrow = Reach.of("erp", Set.of("submitter")::contains);
        Reach wide = Reach.of("erp", Set.of("submitter", "viewer")::contains);

        assertThat(narrow.covers("erp")).isTrue();
        assertThat(narrow.covers("erp2")).isFalse();
        assertThat(wide.covers("erp2")).isTrue();
    }

    private static String row(Act act) {
        return "| " + act.words() + " | " + tick(act, Role.VIEWER) + " | " + tick(act, Role.SUBMITTER) + " | "
                + tick(act, Role.OPERATOR) + " | " + tick(act, Role.ADMIN) + " |";
    }

    private static String tick(Act act, Role role) {
        return act.roles().contains(role) ? "yes" : "–";
    }
}
