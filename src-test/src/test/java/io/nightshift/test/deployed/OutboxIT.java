package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An application with an ordinary data source of its own, which takes no part in the transactions of another one. */
class OutboxIT extends DeployedTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aJobOfTheOutboxExistsIfItsCallerCommits() {
        JsonNode shop = shop("OUTBOX", "COMMIT", 3, 2);

        assertThat(shop.at("/error").isNull()).as(shop.toString()).isTrue();
        assertThat(shop.at("/ids")).hasSize(6);
        for (JsonNode id : shop.at("/ids")) {
            await("the move of " + id.asText())
                    .atMost(SOON)
                    .until(() -> jobs().find(id.asText()).status() == 200);
            assertThat(jobs().ended(id.asText()).at("/state")).isEqualTo("SUCCEEDED");
        }
        assertThat(texts(books().at("/orders"))).containsAll(texts(shop.at("/ids")));
        await("nothing waits any more")
                .atMost(SOON)
                .until(() -> books().at("/waiting").isEmpty());
    }

    @Test
    void aJobOfTheOutboxDoesNotExistIfItsCallerRollsBack() {
        JsonNode undone = shop("OUTBOX", "ROLLBACK", 3, 2);
        JsonNode done = shop("OUTBOX", "COMMIT", 1, 1);

        String later = done.at("/ids/0").asText();
        await("the move of a later one")
                .atMost(SOON)
                .until(() -> jobs().find(later).status() == 200);
        assertThat(undone.at("/ids")).hasSize(6);
        assertThat(texts(books().at("/waiting"))).doesNotContainAnyElementsOf(texts(undone.at("/ids")));
        assertThat(texts(undone.at("/ids")))
                .allSatisfy(id -> assertThat(jobs().find(id).status()).isEqualTo(404));
    }

    @Test
    void itsCallerSeesItBeforeItIsMoved() {
        JsonNode shop = shop("OUTBOX", "COMMIT", 1, 1);

        assertThat(texts(shop.at("/seen")))
                .containsExactly("SCHEDULED Waits in the outbox of its application to be moved");
    }

    /** Two local resources in one transaction are refused: by a text that says what to choose, and nothing is half done. */
    @Test
    void theOrdinaryClientSaysWhatToChooseInATransactionOfAnotherDataSource() {
        int before = books().at("/orders").size();

        JsonNode shop = shop("DIRECT", "COMMIT", 1, 1);

        assertThat(shop.at("/error").asText())
                .contains("@Outbox", "NIGHTSHIFT_OUTBOX_DATASOURCES", " XA", "docs/transactions.md");
        assertThat(shop.at("/ids")).isEmpty();
        assertThat(books().at("/orders")).hasSize(before);
    }

    @Test
    void anEntryThatCanNeverBecomeAJobBecomesAReject() {
        String id = "0198c0de-0000-7000-8000-" + UUID.randomUUID().toString().substring(24);
        books(Map.of("id", id, "type", "nobody.knows", "args", "{\"n\":1}"));

        JsonNode reject = await("the reject").atMost(SOON).until(() -> reject(id), found -> !found.isMissingNode());

        assertThat(reject.at("/source").asText()).isEqualTo("outbox:java:jboss/datasources/ShopDS");
        assertThat(reject.at("/reason").asText()).contains("is not known to any node");
        await("it does not wait any more")
                .atMost(SOON)
                .until(() -> !texts(books().at("/waiting")).contains(id));
        assertThat(jobs().find(id).status()).isEqualTo(404);
    }

    private static JsonNode reject(String id) {
        for (JsonNode reject : as(User.OPERATOR)
                .get(Api.V1 + "/rejects?limit=200")
                .expect(200)
                .json()
                .at("/rejects")) {
            if (reject.at("/messageId").asText().equals(id)) {
                return reject;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static JsonNode shop(String way, String end, int orders, int transactions) {
        String file = SharedServer.folder().resolve(unique("shop")).toString();
        return result(
                "test.shop",
                Map.of("way", way, "end", end, "orders", orders, "transactions", transactions, "file", file));
    }

    private static JsonNode books() {
        return books(Map.of());
    }

    private static JsonNode books(Map<String, ?> args) {
        return result("test.shop.books", args);
    }

    private static JsonNode result(String type, Map<String, ?> args) {
        Reply job = jobs().ended(jobs().submit(type, args));
        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        return job.json().at("/result");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
