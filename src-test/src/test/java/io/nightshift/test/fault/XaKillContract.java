package io.nightshift.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A transaction over Nightshift's database and one of an application, and the death of the server in the middle of its commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class XaKillContract {

    private static final Duration RECOVERY = Duration.ofSeconds(120);

    @SuppressWarnings("NullAway.Init")
    private ServerProcess server;

    /** Prepares the server, with an application that has its data in a database of its own, by XA. */
    abstract ServerProcess prepare(Map<String, String> settings) throws Exception;

    /** Ends what {@link #prepare} started, but not the server. */
    void clear() throws Exception {}

    ServerProcess server() {
        return server;
    }

    @BeforeAll
    void start() throws Exception {
        server = prepare(new HashMap<>(Map.of("NIGHTSHIFT_DB_XA", "true")));
        server.start();
    }

    @AfterAll
    void end() throws Exception {
        server.close();
        clear();
    }

    /** The ordinary client, which a local data source would not let in. */
    @Test
    void aJobAndAnOrderAreThereTogetherOrNotAtAll() {
        JsonNode done = shop("COMMIT");
        JsonNode undone = shop("ROLLBACK");

        assertThat(done.at("/error").isNull()).as(done.toString()).isTrue();
        assertThat(done.at("/ids")).hasSize(2);
        assertThat(undone.at("/ids")).hasSize(2);
        assertThat(texts(books().at("/orders")))
                .containsAll(texts(done.at("/ids")))
                .doesNotContainAnyElementsOf(texts(undone.at("/ids")));
        assertThat(texts(done.at("/ids")))
                .allSatisfy(id ->
                        assertThat(jobs().ended(id, RECOVERY).at("/state")).isEqualTo("SUCCEEDED"));
        assertThat(texts(undone.at("/ids")))
                .allSatisfy(id -> assertThat(jobs().find(id).status()).isEqualTo(404));
    }

    @Test
    void whatWasDecidedIsDoneOnBothSidesAfterTheStart() throws InterruptedException {
        halt("DECIDED");

        await("both sides are done")
                .atMost(RECOVERY)
                .until(() -> tagged("DECIDED").size() == 1);
        String job = tagged("DECIDED").get(0);
        await("the order of the job")
                .atMost(RECOVERY)
                .until(() -> texts(books().at("/orders")).contains(job));
        assertThat(jobs().ended(job, RECOVERY).at("/state")).isEqualTo("SUCCEEDED");
        await("nothing is in doubt")
                .atMost(RECOVERY)
                .until(() -> books().at("/inDoubt").isEmpty());
    }

    @Test
    void whatWasNotDecidedIsUndoneOnBothSidesAfterTheStart() throws InterruptedException {
        List<String> before = texts(books().at("/orders"));

        halt("PREPARED");

        await("nothing is in doubt")
                .atMost(RECOVERY)
                .until(() -> books().at("/inDoubt").isEmpty());
        assertThat(texts(books().at("/orders"))).containsExactlyInAnyOrderElementsOf(before);
        assertThat(tagged("PREPARED")).isEmpty();
    }

    private void halt(String when) throws InterruptedException {
        books();
        String unused = jobs().submit(
                        "test.halt",
                        Map.of(
                                "when",
                                when,
                                "once",
                                server.folder().resolve(when).toString()));
        server.awaitDeath();
        server.start();
    }

    private JsonNode shop(String end) {
        String file = server.folder().resolve("orders").toString();
        return result("test.shop", Map.of("way", "DIRECT", "end", end, "orders", 2, "transactions", 1, "file", file));
    }

    private JsonNode books() {
        return result("test.shop.books", Map.of());
    }

    private List<String> tagged(String tag) {
        List<String> ids = new ArrayList<>();
        server.as(User.OPERATOR)
                .get(Jobs.PATH + "?tag=" + tag)
                .expect(200)
                .json()
                .at("/jobs")
                .forEach(job -> ids.add(job.at("/id").asText()));
        return ids;
    }

    private JsonNode result(String type, Map<String, ?> args) {
        Reply job = jobs().ended(jobs().submit(type, args), RECOVERY);
        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        return job.json().at("/result");
    }

    private Jobs jobs() {
        return new Jobs(server.as(User.OPERATOR));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
