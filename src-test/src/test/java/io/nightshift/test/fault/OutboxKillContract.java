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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** kill -9 of the server while an outbox is filled and moved: every order that was committed is one job, no other is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutboxKillContract {

    static final String SHOP = "java:jboss/datasources/ShopDS";
    private static final int KILLS = 2;
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    @SuppressWarnings("NullAway.Init")
    private ServerProcess server;

    /**
     * Prepares the server, and its databases if it needs some.
     *
     * @param settings of the movers
     */
    abstract ServerProcess prepare(Map<String, String> settings) throws Exception;

    /** Ends what {@link #prepare} started, but not the server. */
    void clear() throws Exception {}

    @BeforeAll
    void start() throws Exception {
        // Small batches: many commits, and so many places to die at.
        server = prepare(new HashMap<>(Map.of(
                "NIGHTSHIFT_OUTBOX_DATASOURCES", SHOP,
                "NIGHTSHIFT_OUTBOX_BATCH", "7",
                "NIGHTSHIFT_OUTBOX_POLL", "50ms")));
        server.start();
    }

    @AfterAll
    void end() throws Exception {
        server.close();
        clear();
    }

    @Test
    void everyEntryIsOneJobWhateverIsKilled() {
        Traces traces = new Traces(server.folder().resolve("orders"));
        Jobs jobs = new Jobs(server.as(User.OPERATOR));
        books(jobs);

        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = traces.started().size() + 40;
            shop(jobs);
            shop(jobs);
            await("some jobs of orders started")
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> traces.started().size() > enough);
            server.kill();
            server.start();
        }
        await("the outbox is empty")
                .atMost(RECOVERY)
                .until(() -> books(jobs).at("/waiting").isEmpty());

        Set<String> orders = new HashSet<>();
        books(jobs).at("/orders").forEach(id -> orders.add(id.asText()));
        assertThat(orders).as("orders that were committed").hasSizeGreaterThan(50);
        await("all have run")
                .atMost(RECOVERY)
                .untilAsserted(() -> assertThat(traces.ended()).containsExactlyInAnyOrderElementsOf(orders));
        traces.assertNoOverlap();
        assertThat(ofTheShop(jobs)).containsExactlyInAnyOrderElementsOf(orders);
    }

    /** Which the server may not live to end: what it committed until then counts. */
    private void shop(Jobs jobs) {
        String file = server.folder().resolve("orders").toString();
        String unused = jobs.submit(
                "test.shop", Map.of("way", "OUTBOX", "end", "COMMIT", "orders", 5, "transactions", 30, "file", file));
    }

    private static JsonNode books(Jobs jobs) {
        Reply job = jobs.ended(jobs.submit("test.shop.books", Map.of()), RECOVERY);
        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        return job.json().at("/result");
    }

    /** All jobs that the orders have made. */
    private List<String> ofTheShop(Jobs jobs) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = server.as(User.OPERATOR)
                    .get(Jobs.PATH + "?tag=shop&limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .json();
            page.at("/jobs").forEach(job -> ids.add(job.at("/id").asText()));
            cursor = page.at("/next").asText();
        } while (!cursor.isEmpty());
        return ids;
    }
}
