package io.nightshift.store.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobState;
import io.nightshift.store.port.Transition.Move;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What docs/states.md draws is what the code calls legal. */
class TransitionTest {

    private static final Path DRAWING = Path.of("../docs/states.md");
    private static final Pattern ARROW = Pattern.compile("^ +(\\S+) --> (\\S+): (.+)$", Pattern.MULTILINE);
    private static final Pattern REMARK = Pattern.compile(" *\\([^)]*\\)");

    @Test
    void theDrawingShowsAllLegalStepsAndNoOthers() throws IOException {
        List<Transition> drawn = ARROW.matcher(Files.readString(DRAWING))
                .results()
                .map(arrow -> new Transition(
                        state(arrow.group(1)),
                        state(arrow.group(2)),
                        Arrays.stream(REMARK.matcher(arrow.group(3))
                                        .replaceAll("")
                                        .split(", "))
                                .map(move -> Move.valueOf(move.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toSet())))
                .toList();

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(Transition.ALL);
    }

    private static @Nullable JobState state(String word) {
        return word.equals("[*]") ? null : JobState.valueOf(word);
    }
}
