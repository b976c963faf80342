package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Reply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job submitted by code exists if and only if its caller's transaction commits. */
class TransactionIT extends DeployedTest {

    @Test
    void existsWhenTheCallerCommits() {
        Reply caller = enqueue("COMMIT", 1, 0);

        for (JsonNode id : caller.json().at("/result/ids")) {
            assertThat(jobs().ended(id.asText()).at("/state")).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void doesNotExistWhenTheCallerRollsBack() {
        Reply caller = enqueue("ROLLBACK", 1, 0);

        assertThat(jobs().find(caller.at("/result/ids/0")).status()).isEqualTo(404);
    }

    @Test
    void batchesFollowTheirCallerToo() {
        Reply committed = enqueue("COMMIT", 20, 0);
        Reply rolledBack = enqueue("ROLLBACK", 20, 0);

        assertThat(committed.json().at("/result/ids"))
                .hasSize(20)
                .allSatisfy(
                        id -> assertThat(jobs().ended(id.asText()).at("/state")).isEqualTo("SUCCEEDED"));
        assertThat(rolledBack.json().at("/result/ids"))
                .hasSize(20)
                .allSatisfy(id -> assertThat(jobs().find(id.asText()).status()).isEqualTo(404));
    }

    @Test
    void isNotSeenBeforeTheCallerCommits() {
        String caller = jobs().submit("test.enqueue", Map.of("jobs", 1, "end", "COMMIT", "openMillis", 4_000));
        String id = await("the id of the submitted job")
                .atMost(Duration.ofSeconds(20))
                .until(() -> jobs().find(caller).at("/progress/note"), note -> note.length() == 36);

        assertThat(jobs().state(caller)).isEqualTo("RUNNING");
        assertThat(jobs().find(id).status()).isEqualTo(404);

        assertThat(jobs().ended(caller).at("/state")).isEqualTo("SUCCEEDED");
        assertThat(jobs().ended(id).at("/state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void cancelRetryAndFindArePartOfIt() {
        JsonNode answers = replace(true);

        assertThat(answers.at("/old").asText()).isEqualTo("ENDED");
        assertThat(answers.at("/seen").asText()).isEqualTo("SCHEDULED");
        assertThat(answers.at("/cancelled").asText()).isEqualTo("CANCELLED");
        assertThat(answers.at("/retried").asText()).isEqualTo("RETRIED");
        assertThat(jobs().state(answers.at("/before").asText())).isEqualTo("CANCELLED");
        assertThat(jobs().ended(answers.at("/after").asText()).at("/state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void whatWasSteeredInATransactionThatIsRolledBackStaysAsItWas() {
        JsonNode answers = replace(false);

        assertThat(jobs().state(answers.at("/before").asText())).isEqualTo("SCHEDULED");
        assertThat(jobs().find(answers.at("/after").asText()).status()).isEqualTo(404);
    }

    private static JsonNode replace(boolean commit) {
        Reply job = jobs().ended(jobs().submit("test.replace", Map.of("commit", commit)));
        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        return job.json().at("/result");
    }

    private static Reply enqueue(String end, int count, long openMillis) {
        String id = jobs().submit("test.enqueue", Map.of("jobs", count, "end", end, "openMillis", openMillis));
        Reply job = jobs().ended(id);
        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        return job;
    }
}
