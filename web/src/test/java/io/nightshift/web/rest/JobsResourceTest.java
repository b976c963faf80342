package io.nightshift.web.rest;

import static io.nightshift.web.rest.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.api.job.WhilePending;
import io.nightshift.web.rest.request.JsonBody;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobsResourceTest {

    private final Api api = new Api("submitter", "operator", "viewer");

    @Test
    void tellsWhyAJobIsNotRunning() {
        Api api = new Api("viewer");

        JsonNode answer = json(api.get("/jobs/" + Api.KNOWN + "/why"));

        assertThat(answer.path("state").asText()).isEqualTo("BLOCKED");
        JsonNode reason = answer.path("reasons").path(0);
        assertThat(reason.path("gate").asText()).isEqualTo("ORDERING_KEY");
        assertThat(reason.path("text").asText()).startsWith("It waits for job ");
        assertThat(reason.path("jobs").path(0).asText()).isEqualTo(Api.KNOWN.toString());
        assertThat(reason.path("until").asText()).isEqualTo("2026-05-01T12:00:00Z");
        assertThat(api.get("/jobs/0198c0de-0000-7000-8000-000000000009/why").getStatus())
                .isEqualTo(404);
        assertThat(new Api("stranger").get("/jobs/" + Api.KNOWN + "/why").getStatus())
                .isEqualTo(403);
    }

    @Test
    void takesKeysOfConcurrencyAndOfOrder() {
        Api api = new Api("submitter");

        api.post("/jobs", "{\"type\":\"a.b\",\"concurrencyKey\":\"tenant:42\",\"concurrencyLimit\":3}");
        api.post("/jobs", "{\"type\":\"a.b\",\"orderingKey\":\"order:7\"}");

        assertThat(api.requests).extracting(JobRequest::concurrencyKey).containsExactly("tenant:42", null);
        assertThat(api.requests).extracting(JobRequest::concurrencyLimit).containsExactly(3, null);
        assertThat(api.requests).extracting(JobRequest::orderingKey).containsExactly(null, "order:7");
        assertThat(api.post("/jobs", "{\"type\":\"a.b\",\"concurrencyKey\":\"k\"}")
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void takesATenant() {
        api.post("/jobs", "{\"type\":\"a.b\",\"tenant\":\"acme\"}");
        api.post("/jobs", "{\"type\":\"a.b\"}");

        assertThat(api.requests).extracting(JobRequest::tenant).containsExactly("acme", null);
    }

    @Test
    void takesPeriodAndScopeUniqueKeyAndTimeLimit() {
        Api api = new Api("submitter");

        api.post("/jobs", """
                {"type":"a.b","idempotencyKey":"k","idempotencyPeriod":"PT24H","idempotencyScope":"TYPE",
                 "uniqueKey":"reindex:42","whilePending":"REPLACE","timeLimit":"PT6H"}""");
        api.post("/jobs", "{\"type\":\"a.b\",\"uniqueKey\":\"u\"}");

        JobRequest all = api.requests.get(0);
        assertThat(all.idempotencyPeriod()).isEqualTo(Duration.ofDays(1));
        assertThat(all.idempotencyScope()).isEqualTo(IdempotencyScope.TYPE);
        assertThat(all.uniqueKey()).isEqualTo("reindex:42");
        assertThat(all.whilePending()).isEqualTo(WhilePending.REPLACE);
        assertThat(all.timeLimit()).isEqualTo(Duration.ofHours(6));
        JobRequest least = api.requests.get(1);
        assertThat(least.idempotencyScope()).isEqualTo(IdempotencyScope.ALL);
        assertThat(least.whilePending()).isEqualTo(WhilePending.KEEP);
        assertProblem(api.post("/jobs", "{\"type\":\"a.b\",\"whilePending\":\"REPLACE\"}"), 400, "invalid-request");
        assertThat(json(api.post("/jobs", "{\"type\":\"a.b\",\"uniqueKey\":\"u\",\"whilePending\":\"PERHAPS\"}"))
                        .toString())
                .contains("whilePending", "must be one of KEEP, REPLACE");
    }

    @Test
    void submitsWhatTheBodySays() {
        MockHttpResponse response = api.post("/jobs", """
                {"type":"csv.import","queue":"bulk","priority":2,"args":{"file":"a.csv","factor":1.10,"big":12345678901234567890},
                 "delay":"PT5M","timeout":"PT1H","maxAttempts":3,"idempotencyKey":"k1","tags":["a","b"]}""");

        assertThat(response.getStatus()).isEqualTo(201);
        assertThat(response.getOutputHeaders().getFirst("Location").toString()).endsWith("/jobs/" + Api.KNOWN);
        assertThat(json(response).toString()).isEqualTo("{\"id\":\"" + Api.KNOWN + "\",\"created\":true}");
        JobRequest request = api.requests.get(0);
        assertThat(request.type()).isEqualTo("csv.import");
        assertThat(request.args()).isEqualTo("{\"file\":\"a.csv\",\"factor\":1.10,\"big\":12345678901234567890}");
        assertThat(request.delay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(request.runAt()).isNull();
        assertThat(request.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(request.priority()).isEqualTo(2);
        assertThat(request.maxAttempts()).isEqualTo(3);
        assertThat(request.idempotencyKey()).isEqualTo("k1");
        assertThat(request.tags()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100.00",
                "1.10",
                "0.00",
                "10e2",
                "-0.0",
                "1000",
                "1E+2",
                "1e999999999",
                "1234567890123456789012345678901234567890"
            })
    void keepsTheDigitsOfArguments(String number) {
        String args = "{\"amount\":" + number + ",\"lines\":[{\"a\":" + number + "}]}";

        api.post("/jobs", "{\"type\":\"x\",\"args\":" + args + "}");
        api.post("/jobs:batch", "{\"jobs\":[{\"args\": " + args + " ,\"type\":\"x\"}]}");

        assertThat(api.requests).extracting(JobRequest::args).containsExactly(args, args);
    }

    @Test
    void takesEveryDefaultThatItsDescriptionNames() {
        StringBuilder body = new StringBuilder("{\"type\":\"x\"");
        OpenApiTest.defaults("JobRequest").forEach((field, value) -> body.append(",\"" + field + "\":" + value));

        assertThat(api.post("/jobs", body + "}").getStatus())
                .as(body.toString())
                .isEqualTo(201);

        assertThat(body).contains("whilePending", "idempotencyScope", "priority");
        JobRequest request = api.requests.get(0);
        assertThat(request.whilePending()).isEqualTo(WhilePending.KEEP);
        assertThat(request.idempotencyScope()).isEqualTo(IdempotencyScope.ALL);
        assertThat(request.priority()).isEqualTo(JobRequest.DEFAULT_PRIORITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/jobs|{\"type\":\"x\",\"type\":\"y\"}|type",
                "/jobs|{\"type\":\"x\",\"args\":{\"a\":[{},{\"b\":1,\"b\":2}]}}|args.a[1].b",
                "/jobs:batch|{\"jobs\":[{\"type\":\"x\"},{\"type\":\"x\",\"args\":{\"a\":1,\"a\":1}}]}|jobs[1].args.a",
            })
    void namesTheFieldThatIsGivenTwice(String path, String body, String field) {
        JsonNode problem = assertProblem(api.post(path, body), 400, "malformed-json");

        assertThat(problem.get("violations").get(0).get("field").asText()).isEqualTo(field);
        assertThat(problem.get("violations").get(0).get("message").asText()).isEqualTo("is given twice");
    }

    /** Replaced characters would be somebody else's text. */
    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] body = "{\"type\":\"x\",\"args\":{\"a\":\"?\"}}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        body[new String(body, java.nio.charset.StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;

        MockHttpResponse response = api.send(
                api.request("POST", "/jobs").contentType("application/json").content(body));

        assertProblem(response, 400, "malformed-json");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void answersWithWholeCharactersWhateverItIsSent() {
        JsonNode problem = assertProblem(api.post("/jobs", "{\"type\":\"x\",\"\\ud800\":1}"), 400, "invalid-request");

        assertThat(problem.get("violations").get(0).get("field").asText()).isEqualTo("\ufffd");
    }

    @Test
    void leavesOutWhatTheBodyLeavesOut() {
        api.post("/jobs", "{\"type\":\"x\",\"runAt\":\"2026-01-31T09:00:00+01:00\"}");

        JobRequest request = api.requests.get(0);
        assertThat(request.args()).isNull();
        assertThat(request.priority()).isEqualTo(JobRequest.DEFAULT_PRIORITY);
        assertThat(request.runAt()).isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
    }

    @Test
    void answersRepeatedKeyWithTheSameJob() {
        api.created = false;

        MockHttpResponse response = api.send(api.request("POST", "/jobs")
                .contentType("application/json")
                .header("Idempotency-Key", "k9")
                .content("{\"type\":\"x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(json(response).get("id").asText()).isEqualTo(Api.KNOWN.toString());
        assertThat(api.requests.get(0).idempotencyKey()).isEqualTo("k9");
    }

    @Test
    void saysConflictOfKey() {
        api.failure = new IdempotencyConflictException("k", Api.KNOWN);

        assertProblem(api.post("/jobs", "{\"type\":\"x\"}"), 409, "idempotency-conflict");
    }

    @Test
    void passesOnEveryViolationOfTheEngine() {
        api.failure = new InvalidJobException(
                List.of(new Violation("args.file", "is missing"), new Violation("priority", "must be 0 to 9")));

        JsonNode problem = assertProblem(api.post("/jobs", "{\"type\":\"x\"}"), 400, "invalid-request");

        assertThat(problem.get("violations")).hasSize(2);
        assertThat(problem.get("violations").get(0).get("field").asText()).isEqualTo("args.file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|type|is missing",
                "{\"type\":\"x\",\"args\":[1]}|args|must be a JSON object",
                "{\"type\":\"x\",\"state\":\"DEAD\"}|state|is not known here",
                "{\"type\":\"x\",\"delay\":500}|delay|must be an ISO 8601 duration",
                "{\"type\":\"x\",\"delay\":\"5m\"}|delay|must be an ISO 8601 duration",
                "{\"type\":\"x\",\"runAt\":\"tomorrow\"}|runAt|must be an instant",
                "{\"type\":\"x\",\"priority\":\"2\"}|priority|line 1",
                "{\"type\":\"x\",\"priority\":2.5}|priority|line 1",
                "{\"type\":\"x\",\"tags\":[null]}|tags|must not contain null",
                "{\"type\":\"x\",\"tags\":\"a\"}|tags|line 1",
                "{\"type\":5}|type|line 1",
                "{\"type\":\"x\",\"tags\":[1.5]}|tags[0]|line 1",
                "{\"type\":\"x\",\"priority\":\"\"}|priority|line 1",
                "{\"type\":\"x\",\"priority\":99999999999}|priority|out of range",
                "{\"type\":\"x\",\"whilePending\":0}|whilePending|must be one of KEEP, REPLACE",
                "{\"type\":\"x\",\"whilePending\":\"\"}|whilePending|line 1",
                "{\"type\":\"x\",\"delay\":\"\"}|delay|must be an ISO 8601 duration",
                "{\"type\":\"x\",\"delay\":\"PT9223372036854775808S\"}|delay|must be an ISO 8601 duration",
                "{\"type\":\"x\",\"runAt\":[2026,1,31]}|runAt|must be an instant",
                "{\"type\":\"x\",\"args\":\"{}\"}|args|must be a JSON object",
                "{\"type\":\"x\",\"runAt\":\"2026-01-31T08:00:00Z\",\"delay\":\"PT1S\"}|delay|stands beside runAt",
            })
    void refusesWhatDoesNotFit(String body, String field, String message) {
        JsonNode problem = assertProblem(api.post("/jobs", body), 400, "invalid-request");

        assertThat(problem.get("violations").get(0).get("field").asText()).isEqualTo(field);
        assertThat(problem.get("violations").get(0).get("message").asText())
                .contains(message)
                .doesNotContain("io.nightshift", "java.");
        assertThat(api.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"type\":\n  x}", "{\"type\":\"x\"} trailing", "{\"type\":\"x\",\"type\":\"y\"}", "[]"})
    void saysWhereJsonIsMalformed(String body) {
        JsonNode problem = assertProblem(api.post("/jobs", body), 400, "malformed-json");

        assertThat(problem.get("detail").asText())
                .contains("line ", "column ")
                .doesNotContain("io.nightshift")
                .doesNotContain("java.");
    }

    @Test
    void saysLineAndColumn() {
        assertThat(json(api.post("/jobs", "{\"type\":\n  x}")).get("detail").asText())
                .contains("line 2, column ");
    }

    @Test
    void refusesNestingBeyondTheLimit() {
        String deep = "{\"type\":\"x\",\"args\":" + "{\"a\":".repeat(70) + "1" + "}".repeat(70) + "}";

        assertThat(assertProblem(api.post("/jobs", deep), 400, "malformed-json")
                        .get("detail")
                        .asText())
                .contains("exceeds the maximum allowed (64)");
    }

    @Test
    void refusesNumbersBeyondTheLimit() {
        String body = "{\"type\":\"x\",\"args\":{\"n\":" + "1".repeat(101) + "}}";

        assertThat(assertProblem(api.post("/jobs", body), 400, "malformed-json")
                        .get("detail")
                        .asText())
                .contains("exceeds the maximum allowed (100)");
    }

    @Test
    void refusesBodyThatIsTooLargeWhateverItAnnounces() {
        String large = "{\"type\":\"x\",\"args\":{\"a\":\"" + "a".repeat((int) JsonBody.LIMIT) + "\"}}";

        assertProblem(api.post("/jobs", large), 413, "too-large");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void refusesAnnouncedLengthWithoutReading() {
        assertProblem(
                api.send(api.request("POST", "/jobs")
                        .contentType("application/json")
                        .header("Content-Length", String.valueOf(JsonBody.LIMIT + 1))
                        .content("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                413,
                "too-large");
    }

    @Test
    void refusesCompressedBodies() {
        assertProblem(
                api.send(api.request("POST", "/jobs")
                        .contentType("application/json")
                        .header("Content-Encoding", "gzip")
                        .content("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                415,
                "unsupported");
    }

    @Test
    void takesBatchAsAWhole() {
        MockHttpResponse response =
                api.post("/jobs:batch", "{\"jobs\":[{\"type\":\"a\"},{\"type\":\"b\",\"args\":{}}]}");

        assertThat(response.getStatus()).isEqualTo(201);
        assertThat(json(response).get("jobs")).hasSize(2);
        assertThat(api.requests).extracting(JobRequest::type).containsExactly("a", "b");
    }

    @Test
    void refusesBatchWithOneWrongEntry() {
        JsonNode problem = assertProblem(
                api.post("/jobs:batch", "{\"jobs\":[{\"type\":\"a\"},{\"args\":{}},null]}"), 400, "invalid-request");

        assertThat(problem.get("violations"))
                .extracting(violation -> violation.get("field").asText())
                .containsExactly("jobs[1].type", "jobs[2]");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void namesTheEntryOfABatchThatIsNotRead() {
        JsonNode problem = assertProblem(
                api.post("/jobs:batch", "{\"jobs\":[{\"type\":\"a\"},{\"typo\":\"a\"}]}"), 400, "invalid-request");

        assertThat(problem.get("violations").get(0).get("field").asText()).isEqualTo("jobs[1].typo");
    }

    @Test
    void refusesBatchBeyondTheLimit() {
        String many = "{\"jobs\":[" + "{\"type\":\"a\"},".repeat(10_000) + "{\"type\":\"a\"}]}";

        assertProblem(api.post("/jobs:batch", many), 400, "invalid-request");
        assertThat(api.requests).isEmpty();
    }

    @Test
    void showsArgumentsAndResultAsJson() {
        api.job = new JobSnapshot(
                Api.KNOWN,
                "x",
                "default",
                5,
                JobState.SUCCEEDED,
                1,
                3,
                "{\"n\":1}",
                List.of(),
                "acme",
                "ada",
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                "n1",
                null,
                "{\"rows\":2}",
                List.of(),
                null,
                "why");

        JsonNode job = json(api.get("/jobs/" + Api.KNOWN));

        assertThat(job.get("args").get("n").asInt()).isEqualTo(1);
        assertThat(job.get("result").get("rows").asInt()).isEqualTo(2);
        assertThat(job.get("submittedAt").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(job.get("tenant").asText()).isEqualTo("acme");
        assertThat(job.has("dueAt")).isFalse();
        assertThat(job.has("endBefore")).isFalse();
        assertThat(job.get("reason").asText()).isEqualTo("why");
    }

    @Test
    void saysThatThereIsNoSuchJob() {
        assertProblem(api.get("/jobs/" + Api.KNOWN), 404, "not-found");
        assertProblem(api.get("/jobs/nonsense"), 404, "not-found");
    }

    @Test
    void readsTheSearchFromTheQueryString() {
        JsonNode page = json(api.get("/jobs?state=DEAD,ready&state=RUNNING&type=t&queue=q&tenant=n&tag=g&text=boom"
                + "&from=2026-01-01T00:00:00Z&limit=20&cursor=n-" + Api.KNOWN));

        assertThat(api.query.states()).containsExactlyInAnyOrder(JobState.DEAD, JobState.READY, JobState.RUNNING);
        assertThat(api.query.tenant()).isEqualTo("n");
        assertThat(api.query.text()).isEqualTo("boom");
        assertThat(api.query.submittedFrom()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(api.query.limit()).isEqualTo(20);
        assertThat(api.query.cursor()).isEqualTo(Api.KNOWN);
        assertThat(api.query.backwards()).isTrue();
        assertThat(page.get("next").asText()).isEqualTo("o-" + Api.KNOWN);
        assertThat(page.get("previous").asText()).isEqualTo("n-" + Api.KNOWN);
        assertThat(page.get("complete").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=GONE",
                "limit=0",
                "limit=201",
                "limit=x",
                "cursor=x",
                "from=x",
                "sort=type",
                "text=%00",
                "tag=a%00b",
                "text=a%0Ab",
                "tenant=%E2%80%8B",
                "from=%2B999999999-12-31T23:59:59Z",
                "to=-999999999-01-01T00:00:00Z",
                "type=a&type=b"
            })
    void refusesWrongSearches(String query) {
        assertProblem(api.get("/jobs?" + query), 400, "invalid-request");
    }

    @Test
    void saysWhatCameOfACancel() {
        assertThat(api.post("/jobs/" + Api.KNOWN + "/cancel", "").getStatus()).isEqualTo(200);
        api.cancelReply = CancelReply.REQUESTED;
        assertThat(api.post("/jobs/" + Api.KNOWN + "/cancel", "").getStatus()).isEqualTo(202);
        api.cancelReply = CancelReply.ENDED;
        assertProblem(api.post("/jobs/" + Api.KNOWN + "/cancel", ""), 409, "ended");
        api.cancelReply = CancelReply.NOT_FOUND;
        assertProblem(api.post("/jobs/" + Api.KNOWN + "/cancel", ""), 404, "not-found");
    }

    @Test
    void saysWhatCameOfARetry() {
        assertThat(api.post("/jobs/" + Api.KNOWN + "/retry", "").getStatus()).isEqualTo(200);
        api.retryReply = RetryReply.NOT_ENDED;
        assertProblem(api.post("/jobs/" + Api.KNOWN + "/retry", ""), 409, "not-ended");
        api.retryReply = RetryReply.SUCCEEDED;
        assertProblem(api.post("/jobs/" + Api.KNOWN + "/retry", ""), 409, "succeeded");
    }

    @Test
    void steersManyAtOnce() {
        JsonNode replies = json(api.post("/jobs:retry", "{\"ids\":[\"" + Api.KNOWN + "\"]}"));

        assertThat(replies.get("replies").get(Api.KNOWN.toString()).asText()).isEqualTo("RETRIED");
        assertProblem(api.post("/jobs:cancel", "{\"ids\":[\"x\"]}"), 400, "invalid-request");
        assertProblem(api.post("/jobs:cancel", "{\"ids\":[]}"), 400, "invalid-request");
    }

    @Test
    void saysWhatHttpRefuses() {
        assertProblem(api.get("/nothing"), 404, "not-found");
        MockHttpResponse notAllowed = api.send(api.request("DELETE", "/jobs"));
        assertProblem(notAllowed, 405, "method-not-allowed");
        assertThat(notAllowed.getOutputHeaders().getFirst("Allow").toString()).contains("POST", "GET");
        assertProblem(
                api.send(api.request("POST", "/jobs").contentType("text/plain").content(new byte[] {1})),
                415,
                "unsupported");
        assertProblem(api.send(api.request("GET", "/jobs").header("Accept", "image/png")), 406, "not-acceptable");
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        api.failure = new IllegalStateException("wrapped", new SQLTransientConnectionException("refused"));

        MockHttpResponse response = api.get("/jobs/" + Api.KNOWN);

        assertProblem(response, 503, "database-away");
        assertThat(response.getOutputHeaders().getFirst("Retry-After")).hasToString("5");
    }

    @Test
    void keepsFaultsToItself() {
        api.failure = new IllegalStateException("secret detail");

        MockHttpResponse response = api.get("/jobs/" + Api.KNOWN);

        JsonNode problem = assertProblem(response, 500, "internal");
        assertThat(problem.get("errorId").asText()).hasSize(36);
        assertThat(problem.toString()).doesNotContain("secret").doesNotContain("IllegalState");
    }

    @Test
    void letsNobodyInWithoutARole() {
        assertProblem(new Api().get("/jobs"), 401, "unauthenticated");
        assertProblem(new Api("stranger").get("/jobs"), 403, "forbidden");
        assertProblem(new Api("viewer").post("/jobs", "{\"type\":\"x\"}"), 403, "forbidden");
        assertProblem(new Api("submitter").post("/jobs/" + Api.KNOWN + "/retry", ""), 403, "forbidden");
        assertThat(new Api("operator")
                        .post("/jobs/" + Api.KNOWN + "/cancel", "")
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void servesItsDescription() {
        assertThat(api.get("/openapi.yaml").getStatus()).isEqualTo(200);
    }

    private static JsonNode assertProblem(MockHttpResponse response, int status, String kind) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getOutputHeaders().getFirst("Content-Type")).hasToString("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("type").asText()).isEqualTo("urn:nightshift:problem:" + kind);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("instance").asText()).startsWith("/");
        return problem;
    }
}
