package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller sends arrives as it was sent, or is refused with the name of its field. */
class ValuesIT extends DeployedTest {

    private static final String NUMBERS = "{\"amount\":100.00,\"amounts\":[1.10,0.00,10e2,1000,1e999999999,"
            + "1234567890123456789012345678901234567890],\"free\":{\"zero\":-0.0}}";

    @Test
    void numbersKeepTheirDigitsOverHttp() {
        Reply one = as(User.OPERATOR).post(Jobs.PATH, "{\"type\":\"test.value\",\"args\":" + NUMBERS + "}");
        Reply batch = as(User.OPERATOR)
                .post(Api.V1 + "/jobs:batch", "{\"jobs\":[{\"type\":\"test.value\",\"args\":" + NUMBERS + "}]}");

        assertArrived(one.expect(201).at("/id"));
        assertArrived(batch.expect(201).at("/jobs/0/id"));
    }

    @Test
    void numbersKeepTheirDigitsInASchedule() {
        Reply made = as(User.OPERATOR)
                .post(
                        Api.V1 + "/schedules",
                        "{\"name\":\"" + unique("values")
                                + "\",\"cron\":\"0 0 1 1 *\",\"type\":\"test.value\",\"args\":" + NUMBERS + "}")
                .expect(201);

        assertThat(made.text()).contains("\"args\":" + NUMBERS);
        assertThat(made.at("/overlap")).isEqualTo("SKIP");
        assertArrived(as(User.OPERATOR)
                .post(Api.V1 + "/schedules/" + made.at("/id") + "/run", "")
                .expect(201)
                .at("/id"));
    }

    @Test
    void numbersKeepTheirDigitsOverJms() throws JMSException {
        String tag = unique("digits");

        try (Sender sender = new Sender(SharedServer.ports().jms(), User.SUBMITTER.user(), User.SUBMITTER.password())) {
            sender.send("nightshift.submit", session -> {
                TextMessage message = session.createTextMessage(NUMBERS);
                message.setStringProperty("type", "test.value");
                message.setStringProperty("tags", tag);
                // Defaults that hang on a key that is not there say nothing.
                message.setStringProperty("whilePending", "KEEP");
                message.setStringProperty("idempotencyScope", "ALL");
                return message;
            });
        }

        assertArrived(await("a job with tag " + tag)
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs().list("tag=" + tag), found -> !found.isEmpty())
                .get(0));
    }

    private static void assertArrived(String id) {
        Reply job = jobs().ended(id);
        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        assertThat(job.text()).contains("\"args\":" + NUMBERS);
        assertThat(job.at("/result/amount")).isEqualTo("100.00");
        assertThat(job.at("/result/scale")).isEqualTo("2");
        assertThat(job.json().at("/result/amounts"))
                .extracting(number -> number.asText())
                .containsExactly(
                        "1.10", "0.00", "1.0E+3", "1000", "1E+999999999", "1234567890123456789012345678901234567890");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"d\":1e400}|args.d",
                "{\"d\":\"NaN\"}|args.d",
                "{\"at\":1e999999999}|args.at",
                "{\"at\":0}|args.at",
                "{\"dur\":5}|args.dur",
                "{\"day\":[2024,2,29]}|args.day",
                "{\"color\":0}|args.color",
                "{\"text\":5}|args.text",
                "{\"amount\":\"5\"}|args.amount",
                "{\"amounts\":[1,\"\"]}|args.amounts[1]",
                "{\"text\":\"a\\ud800\"}|args.text",
                "{\"text\":\"a\",\"text\":\"b\"}|text",
                "{\"free\":{\"\\u0000\":1}}|args.free",
            })
    void refusesWhatDoesNotFit(String args, String field) {
        Reply refused = as(User.OPERATOR).post(Jobs.PATH, "{\"type\":\"test.value\",\"args\":" + args + "}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "delay", "timeLimit", "idempotencyPeriod"})
    void tellsTheBoundsOfDurations(String field) {
        for (String value : List.of("PT9223372036854775807S", "PT-9223372036854775808S", "P1000000D")) {
            Reply refused = as(User.OPERATOR)
                    .post(
                            Jobs.PATH,
                            "{\"type\":\"test.value\",\"idempotencyKey\":\"k\",\"" + field + "\":\"" + value + "\"}");

            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.at("/violations/0/field")).isEqualTo(field);
            assertThat(refused.at("/violations/0/message")).startsWith("must be ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /jobs?text=%00",
                "GET /jobs?tag=a%00b",
                "GET /jobs?tenant=%00",
                "GET /jobs?type=%00",
                "GET /jobs?queue=%00",
                "GET /jobs?from=%2B999999999-12-31T23:59:59Z",
                "GET /jobs?wait=PT5S",
                "GET /queues/%00",
                "PUT /queues/%00/weight {\"weight\":1}",
                "POST /queues/%00/pause",
                "GET /job-types/%00",
                "GET /bindings/%00",
                "POST /users/%00/secret",
                "POST /jobs:count {\"action\":\"RETRY\",\"filter\":{\"tag\":\"a\\u0000b\"}}",
                "POST /jobs:bulk {\"action\":\"RETRY\",\"filter\":{\"text\":\"a\\ud800b\"}}",
                "POST /jobs:count {\"filter\":{\"from\":\"+999999999-12-31T23:59:59Z\"}}",
                "POST /schedules {\"name\":\"a\\ud800b\",\"cron\":\"0 0 1 1 *\",\"type\":\"test.value\"}",
                "POST /schedules {\"name\":\"\\u200b\",\"cron\":\"0 0 1 1 *\",\"type\":\"test.value\"}",
                "PUT /job-types/test.value/limits {\"rate\":{\"count\":1,\"period\":\"PT9223372036854775807S\"}}",
                "PUT /job-types/test.value/breaker {\"failurePercent\":1,\"minimum\":1,\"window\":\"PT-9223372036854775808S\","
                        + "\"pause\":\"PT9223372036854775807S\"}",
                "POST /schedules:preview {\"interval\":\"PT9223372036854775807S\"}",
            })
    void refusesWhatNoDatabaseCanHold(String request) {
        String[] parts = request.split(" ", 3);
        String body = parts.length > 2 ? parts[2] : "";
        Reply reply = as(User.ADMIN)
                .send(as(User.ADMIN)
                        .request(Api.V1 + parts[1])
                        .header("Content-Type", "application/json")
                        .method(parts[0], java.net.http.HttpRequest.BodyPublishers.ofString(body))
                        .build());

        assertThat(reply.status()).as(request + ": " + reply.text()).isEqualTo(400);
        assertThat(reply.at("/violations/0/field")).isNotEmpty();
    }

    @Test
    void boundsTheTextOfACron() {
        String cron = "0" + ",1".repeat(100_000) + " * * * *";

        Reply refused = as(User.VIEWER).post(Api.V1 + "/schedules:preview", Jobs.json(java.util.Map.of("cron", cron)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/violations/0/field")).isEqualTo("cron");
    }

    @Test
    void findsATextWithEveryCharacterThatCanBeStored() {
        String tag = unique("grüß-夜-𝄞");
        String id = jobs().submit("test.echo", java.util.Map.of("text", "x"), java.util.Map.of("tags", List.of(tag)));

        assertThat(jobs().list("tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8)))
                .containsExactly(id);
    }
}
