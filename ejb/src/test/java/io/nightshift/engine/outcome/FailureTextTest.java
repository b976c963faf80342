package io.nightshift.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.port.Finished;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void replacesWhatDatabasesRefuse() {
        assertThat(FailureText.cut("a\u0000b\uD83Dc", 10)).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(FailureText.cut("\uD83D\uDE00", 10)).isEqualTo("\uD83D\uDE00");
        assertThat(FailureText.cut("x\uD83D\uDE00", 2))
                .as("a pair that is cut in half")
                .isEqualTo("x");
    }

    @Test
    void cutsHugeMessagesAndTraces() {
        Finished.Error error = FailureText.error(null, new IllegalStateException("m".repeat(10_000_000)));

        assertThat(error.message()).hasSize(2_000);
        assertThat(error.stackTrace()).hasSize(16_000);
    }

    @Test
    void survivesExceptionsThatFailWhenAsked() {
        Finished.Error error = FailureText.error(null, new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("ha");
            }
        });

        assertThat(error.message()).contains("could not be read");
    }

    @Test
    void writesCyclicCauses() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);

        assertThat(FailureText.error(null, one).stackTrace()).contains("CIRCULAR");
    }
}
