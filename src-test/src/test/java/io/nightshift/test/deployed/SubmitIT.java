package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubmitIT extends DeployedTest {

    private static final String BATCH = Api.V1 + "/jobs:batch";

    @Test
    void runsWhatWasSubmittedOverHttp() {
        Reply created = as(User.OPERATOR).post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "grüß"), Map.of()));

        assertThat(created.status()).isEqualTo(201);
        String id = created.at("/id");
        assertThat(created.header("Location")).endsWith(Jobs.PATH + "/" + id);
        Reply job = jobs().ended(id);
        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(job.at("/type")).isEqualTo("test.echo");
        assertThat(job.at("/queue")).isEqualTo("test");
        assertThat(job.at("/submitter")).isEqualTo(User.OPERATOR.user());
        assertThat(job.at("/args/text")).isEqualTo("grüß");
        assertThat(job.at("/result/text")).isEqualTo("grüß");
        assertThat(job.at("/attempt")).isEqualTo("1");
        assertThat(job.at("/submittedAt")).isNotEmpty();
        assertThat(job.at("/finishedAt")).isNotEmpty();
    }

    @Test
    void storesABatchWhole() {
        String tag = unique("batch");
        List<Map<String, Object>> requests = IntStream.range(0, 200)
                .<Map<String, Object>>mapToObj(
                        i -> Map.of("type", "test.echo", "args", Map.of("text", "batch " + i), "tags", List.of(tag)))
                .toList();

        Reply created = as(User.OPERATOR).post(BATCH, Jobs.json(Map.of("jobs", requests)));

        assertThat(created.status()).isEqualTo(201);
        List<String> ids = created.json().findValuesAsText("id");
        assertThat(new HashSet<>(ids)).hasSize(200);
        await("all of them")
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs().list("limit=200&state=SUCCEEDED&tag=" + tag).containsAll(ids));
        assertThat(jobs().find(ids.get(77)).at("/result/text")).isEqualTo("batch 77");
    }

    @Test
    void storesNothingOfABatchWithOneBadJob() {
        String tag = unique("half");
        Map<String, Object> good = Map.of("type", "test.echo", "args", Map.of("text", "good"), "tags", List.of(tag));
        Map<String, Object> bad = Map.of("type", "test.echo", "args", Map.of("text", ""), "tags", List.of(tag));

        Reply refused = as(User.OPERATOR).post(BATCH, Jobs.json(Map.of("jobs", List.of(good, bad, good))));

        assertProblem(refused, 400);
        assertThat(refused.json().at("/violations").findValuesAsText("field")).containsExactly("jobs[1].args.text");
        assertThat(jobs().list("tag=" + tag)).isEmpty();
    }

    /** I2: an unknown outcome and a second try with the same key make exactly one job. */
    @Test
    void namesTheSameJobForTheSameKey() {
        String key = unique("key");
        String body = Jobs.body("test.echo", Map.of("text", "once"), Map.of());

        Reply first = as(User.OPERATOR).post(Jobs.PATH, body, "Idempotency-Key", key);
        Reply second = as(User.OPERATOR).post(Jobs.PATH, body, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/id")).isEqualTo(first.at("/id"));
    }

    /** I2, at once from many sides. */
    @Test
    void namesTheSameJobForTheSameKeyAtOnce() {
        String key = unique("race");
        String body = Jobs.body("test.echo", Map.of("text", "race"), Map.of());

        Set<String> ids = new HashSet<>(IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> as(User.OPERATOR)
                        .post(Jobs.PATH, body, "Idempotency-Key", key)
                        .at("/id"))
                .toList());

        assertThat(ids).hasSize(1).doesNotContain("");
    }

    @Test
    void refusesTheSameKeyWithOtherContent() {
        String key = unique("conflict");
        as(User.OPERATOR)
                .post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "one"), Map.of()), "Idempotency-Key", key)
                .expect(201);

        Reply refused = as(User.OPERATOR)
                .post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "other"), Map.of()), "Idempotency-Key", key);

        assertProblem(refused, 409);
    }

    @Test
    void refusesAnUnknownType() {
        Reply refused = as(User.OPERATOR).post(Jobs.PATH, Jobs.body("no.such.type", Map.of(), Map.of()));

        assertProblem(refused, 400);
        assertThat(refused.json().at("/violations").findValuesAsText("field")).containsExactly("type");
    }

    @Test
    void tellsEveryBrokenRuleAtOnce() {
        Reply refused = as(User.OPERATOR)
                .post(
                        Jobs.PATH,
                        Jobs.body("test.progress", Map.of("steps", 0, "stepMillis", -1), Map.of("priority", 11)));

        assertProblem(refused, 400);
        assertThat(refused.json().at("/violations").findValuesAsText("field"))
                .containsExactlyInAnyOrder("priority", "args.steps", "args.stepMillis");
    }

    /** Mass assignment: what the server decides cannot be given. */
    @Test
    void refusesFieldsThatNobodyKnows() {
        for (String field : List.of("state", "attempt", "submitter", "result", "colour")) {
            Reply refused =
                    as(User.OPERATOR).post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "x"), Map.of(field, "1")));

            assertThat(refused.status()).as(field).isEqualTo(400);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.text()).contains(field);
        }
    }

    @Test
    void refusesArgumentsThatTheTypeDoesNotKnow() {
        Reply refused = as(User.OPERATOR)
                .post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "x", "colour", "red"), Map.of()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("colour");
    }

    @Test
    void refusesWhatIsNoJson() {
        for (String body : List.of("", "{", "[]", "null", "\"text\"", "{\"type\":\"test.echo\"} trailing")) {
            Reply refused = as(User.OPERATOR).post(Jobs.PATH, body);

            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.header("Content-Type")).as(body).startsWith("application/problem+json");
        }
    }

    @Test
    void refusesOtherMediaTypes() {
        Reply refused = as(User.OPERATOR)
                .send(as(User.OPERATOR)
                        .request(Jobs.PATH)
                        .header("Content-Type", "text/plain")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"type\":\"test.echo\"}"))
                        .build());

        assertThat(refused.status()).isEqualTo(415);
    }

    @Test
    void refusesJsonThatIsTooLargeOrTooDeep() {
        Reply large = as(User.OPERATOR)
                .post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "x".repeat(2_000_000)), Map.of()));
        Reply deep = as(User.OPERATOR)
                .post(
                        Jobs.PATH,
                        "{\"type\":\"test.echo\",\"args\":" + "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)
                                + "}");

        assertThat(large.status()).isIn(400, 413);
        assertThat(deep.status()).isIn(400, 413);
        assertThat(large.header("Content-Type")).startsWith("application/problem+json");
        assertThat(deep.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void listsByTagAndPages() {
        String tag = unique("page");
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> jobs().submit("test.echo", Map.of("text", "p" + i), Map.of("tags", List.of(tag))))
                .toList();

        Reply first = as(User.VIEWER).get(Jobs.PATH + "?limit=3&tag=" + tag).expect(200);
        JsonNode next = first.json().at("/next");
        Reply second = as(User.VIEWER)
                .get(Jobs.PATH + "?limit=3&tag=" + tag + "&cursor=" + next.asText())
                .expect(200);

        assertThat(first.json().at("/jobs").findValuesAsText("id")).hasSize(3).isSubsetOf(ids);
        assertThat(second.json().at("/jobs").findValuesAsText("id")).hasSize(2).isSubsetOf(ids);
        assertThat(second.json().at("/jobs").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(first.json().at("/jobs").findValuesAsText("id"));
    }

    @Test
    void knowsNoJobThatIsNotThere() {
        assertProblem(jobs().find("0198c0de-0000-7000-8000-000000000000"), 404);
        assertThat(jobs().find("nonsense").status()).isIn(400, 404);
    }

    @Test
    void tellsTheTypesWithTheSchemasOfTheirArguments() {
        Reply types = as(User.VIEWER).get(Api.V1 + "/job-types").expect(200);

        assertThat(types.json().findValuesAsText("name")).contains("test.echo", "csv.import", "http.call");
        assertThat(types.text()).contains("stepMillis");
    }

    /** Counts over all pages of a list. */
    private static int succeeded(String query) {
        int count = 0;
        String cursor = "";
        do {
            Reply page = as(User.VIEWER)
                    .get(Jobs.PATH + "?limit=200&state=SUCCEEDED&" + query + cursor)
                    .expect(200);
            count += page.json().at("/jobs").size();
            cursor = page.at("/next").isEmpty() ? "" : "&cursor=" + page.at("/next");
        } while (!cursor.isEmpty());
        return count;
    }

    private static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.at("/status")).isEqualTo(Integer.toString(status));
        assertThat(reply.at("/title")).isNotEmpty();
    }
}
