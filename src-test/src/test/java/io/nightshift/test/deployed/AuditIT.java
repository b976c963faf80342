package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Console;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written down of what people do, and how it is got out. */
class AuditIT extends DeployedTest {

    private static final String PATH = Api.V1 + "/audit";

    @Test
    void tellsWhatAChangedScheduleWasAndIs() {
        String name = unique("audited");
        JsonNode made = as(User.OPERATOR)
                .post(Api.V1 + "/schedules", schedule(name, "first"))
                .expect(201)
                .json();
        String path = Api.V1 + "/schedules/" + made.at("/id").asText();
        String changed = schedule(name, "second").replaceFirst("\\{", "{\"version\":" + made.at("/version") + ",");
        as(User.ADMIN).put(path, changed).expect(200);
        as(User.ADMIN).delete(path).expect(204);

        List<JsonNode> entries = of(name);
        assertThat(entries)
                .extracting(entry -> entry.at("/action").asText())
                .containsExactly("schedule.delete", "schedule.update", "schedule.create");
        assertThat(entries.get(2).has("before")).isFalse();
        assertThat(entries.get(2).at("/after/args/text").asText()).isEqualTo("first");
        assertThat(entries.get(1).at("/before/args/text").asText()).isEqualTo("first");
        assertThat(entries.get(1).at("/after/args/text").asText()).isEqualTo("second");
        assertThat(entries.get(1).at("/who").asText()).isEqualTo("test-admin");
        assertThat(entries.get(0).at("/before/args/text").asText()).isEqualTo("second");
        assertThat(entries.get(0).has("after")).isFalse();
        Console console = new Console(SharedServer.ports().http());
        console.signIn(User.OPERATOR.user(), User.OPERATOR.password());
        assertThat(console.get("/nightshift/operations.xhtml").expect(200).text())
                .contains(name)
                .contains("Before and after");
    }

    @Test
    void tellsWhatAUserWasAndIsWithoutTheirSecret() {
        String name = unique("audited");
        String secret = as(User.ADMIN)
                .post(Api.V1 + "/users", Jobs.json(Map.of("name", name, "service", true, "roles", List.of("viewer"))))
                .expect(201)
                .at("/secret");
        as(User.ADMIN)
                .put(Api.V1 + "/users/" + name + "/roles", "{\"roles\":[\"operator\"]}")
                .expect(204);
        as(User.ADMIN).delete(Api.V1 + "/users/" + name).expect(204);

        List<JsonNode> entries = of(name);
        assertThat(entries.get(1).at("/before/roles/0").asText()).isEqualTo("viewer");
        assertThat(entries.get(1).at("/after/roles/0").asText()).isEqualTo("operator");
        assertThat(entries.toString()).doesNotContain(secret).doesNotContain("hash");
    }

    @Test
    void writesNothingOfAnActThatFails() {
        String name = unique("refused");
        as(User.OPERATOR)
                .post(Api.V1 + "/schedules", schedule(name, "x").replace("0 2 * * *", "no cron"))
                .expect(400);
        as(User.OPERATOR).post(Api.V1 + "/queues/" + name + "/pause", "");

        assertThat(of(name)).isEmpty();
    }

    @Test
    void countsRefusalsOfOneUserInOneEntry() {
        String name = unique("nosy");
        String secret = as(User.ADMIN)
                .post(
                        Api.V1 + "/users",
                        Jobs.json(Map.of("name", name, "service", true, "roles", List.of("submitter"))))
                .expect(201)
                .at("/secret");
        Api nosy = Api.as(name, secret, SharedServer.ports().http());

        for (int i = 0; i < 5; i++) {
            nosy.get(Api.V1 + "/rejects").expect(403);
        }

        List<JsonNode> refused = lines().stream()
                .filter(entry -> entry.at("/who").asText().equals(name))
                .toList();
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).at("/action").asText()).isEqualTo("access.refused");
        assertThat(refused.get(0).at("/target").asText()).isEqualTo("GET /nightshift/api/v1/rejects");
        await("the count is written when the minute is over")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> lines().stream()
                        .anyMatch(entry -> entry.at("/who").asText().equals(name)
                                && entry.at("/repeats").asInt() == 5));
    }

    @Test
    void isExportedWholeAsLines() {
        String name = unique("exported");
        as(User.OPERATOR).post(Api.V1 + "/schedules", schedule(name, "x")).expect(201);

        List<JsonNode> lines = lines();
        assertThat(lines).anyMatch(entry -> entry.at("/target").asText().equals(name));
        String cursor = lines.get(0).at("/id").asText();
        assertThat(as(User.OPERATOR)
                        .get(PATH + ".jsonl?cursor=" + cursor)
                        .expect(200)
                        .text()
                        .lines()
                        .findFirst()
                        .orElse(""))
                .contains(lines.get(1).at("/id").asText());
        as(User.VIEWER).get(PATH + ".jsonl").expect(403);
        as(User.OPERATOR).get(PATH + ".jsonl?cursor=x").expect(400);
    }

    private static List<JsonNode> lines() {
        List<JsonNode> entries = new ArrayList<>();
        as(User.OPERATOR).get(PATH + ".jsonl").expect(200).text().lines().forEach(line -> entries.add(Jobs.read(line)));
        return entries;
    }

    private static List<JsonNode> of(String target) {
        return lines().stream()
                .filter(entry -> entry.at("/target").asText().equals(target))
                .toList();
    }

    private static String schedule(String name, String text) {
        return Jobs.json(Map.of("name", name, "type", "test.echo", "args", Map.of("text", text), "cron", "0 2 * * *"));
    }
}
