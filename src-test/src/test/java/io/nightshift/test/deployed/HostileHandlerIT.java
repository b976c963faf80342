package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handlers whose ends cannot be told, or hold what no database keeps. */
class HostileHandlerIT extends DeployedTest {

    @ParameterizedTest
    @CsvSource({
        "test.unsayable, message, could not be read",
        "test.unsayable, trace, no trace of it",
        "test.unsayable, causes, level",
        "test.unsayable-stage, causes, level",
        "test.unsayable-stage, pollution, instead of an Outcome"
    })
    void anAttemptEndsAndSaysWhatItCan(String type, String how, String message) {
        String key = "unsayable-" + type + how;
        String id = jobs().submit(type, Map.of("how", how), Map.of("maxAttempts", 1, "orderingKey", key));

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("DEAD");
        assertThat(job.at("/errors/0/message")).contains(message);
        // What waits behind its key goes on.
        String next = jobs().submit("test.echo", Map.of("text", "next"), Map.of("orderingKey", key));
        assertThat(jobs().ended(next).at("/state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void aResultThatNoDatabaseKeepsIsReplacedAndTheLogSaysSo() {
        String id = jobs().submit("test.unsayable", Map.of("how", "result"));

        Reply job = jobs().ended(id);

        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(job.at("/result/text")).isEqualTo("a\uFFFDb");
        assertThat(job.json().at("/result").get("key\uFFFD").asText()).isEqualTo("whole \uD83D\uDE00");
        Reply log = as(User.VIEWER).get(Jobs.PATH + "/" + id + "/log?limit=100").expect(200);
        List<String> lines = log.json().at("/lines").findValuesAsText("message");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).isEqualTo("half \uFFFD and \uFFFD"))
                .anySatisfy(line -> assertThat(line).contains("U+FFFD"));
    }
}
