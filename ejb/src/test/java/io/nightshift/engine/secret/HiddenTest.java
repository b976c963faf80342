package io.nightshift.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenTest {

    private final Hidden hidden = new Hidden(List.of("s3cr\"et", "s3cr\"et and more", "abc"));

    @Test
    void hidesSecretsAsTheyAreAndAsJsonWritesThem() {
        assertThat(hidden.in("token s3cr\"et, s3cr\"et and more, {\"a\":\"s3cr\\\"et\"}"))
                .isEqualTo("token ***, ***, {\"a\":\"***\"}");
        // What is so short stands in every text.
        assertThat(hidden.in("abc")).isEqualTo("abc");
    }

    @Test
    void hidesThemInWhateverAnAttemptLeaves() {
        Finished.Error error = new Finished.Error("a.B", "401 for s3cr\"et", "a.B: 401 for s3cr\"et\n\tat x");
        Finished.Error clean = new Finished.Error("a.B", "401 for ***", "a.B: 401 for ***\n\tat x");

        assertThat(hidden.in(new Finished.Failed(Kind.FAILED, error, Duration.ZERO, true)))
                .isEqualTo(new Finished.Failed(Kind.FAILED, clean, Duration.ZERO, true));
        assertThat(hidden.in(new Finished.Cancelled(error))).isEqualTo(new Finished.Cancelled(clean));
        assertThat(hidden.in(new Finished.Succeeded("{\"text\":\"s3cr\\\"et\"}")))
                .isEqualTo(new Finished.Succeeded("{\"text\":\"***\"}"));
        assertThat(hidden.in(new Finished.Expired())).isEqualTo(new Finished.Expired());
    }

    @Test
    void keepsAResultReadable() {
        Hidden number = new Hidden(List.of("1234"));

        assertThat(number.in(new Finished.Succeeded("{\"balance\":12345}")))
                .isEqualTo(new Finished.Succeeded("\"***\""));
        assertThat(number.in(new Finished.Succeeded("{\"text\":\"12345\"}")))
                .isEqualTo(new Finished.Succeeded("{\"text\":\"***5\"}"));
        assertThat(number.in(new Finished.Succeeded("12"))).isEqualTo(new Finished.Succeeded("12"));
    }

    @Test
    void hidesTheBeginningOfASecretThatATextWasCutIn() {
        Hidden token = new Hidden(List.of("tok-0123456789"));
        String before = "x".repeat(1_990);

        assertThat(token.in(before + "tok-012345")).isEqualTo(before + "***");
        assertThat(token.in(before + "tok-")).isEqualTo(before + "***");
        assertThat(token.in(before + "to")).isEqualTo(before + "to");
        assertThat(token.in(before + "tok-012345.")).isEqualTo(before + "tok-012345.");
        // What is so short was not cut.
        assertThat(token.in("give a tok-")).isEqualTo("give a tok-");
    }
}
