package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program outside sends becomes exactly one job or one reject. */
class IngressIT extends DeployedTest {

    private static final String QUEUE = "nightshift.submit";

    @Test
    void makesAJobOfATextMessage() throws JMSException {
        String tag = unique("jms");

        try (Sender sender = sender()) {
            sender.send(QUEUE, session -> {
                TextMessage message = session.createTextMessage("{\"text\": \"hello by JMS\"}");
                message.setStringProperty("type", "test.echo");
                message.setStringProperty("queue", "jms");
                message.setIntProperty("priority", 2);
                message.setStringProperty("tags", tag);
                return message;
            });
        }

        String id = onlyJob(tag);
        assertThat(jobs().ended(id).at("/result/text")).isEqualTo("hello by JMS");
        assertThat(jobs().find(id).at("/queue")).isEqualTo("jms");
        assertThat(jobs().find(id).at("/priority")).isEqualTo("2");
    }

    @Test
    void makesAJobOfABytesMessage() throws JMSException {
        String tag = unique("bytes");

        try (Sender sender = sender()) {
            sender.send(QUEUE, session -> {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes("{\"text\": \"grüß\"}".getBytes(StandardCharsets.UTF_8));
                message.setStringProperty("type", "test.echo");
                message.setStringProperty("tags", tag);
                return message;
            });
        }

        assertThat(jobs().ended(onlyJob(tag)).at("/result/text")).isEqualTo("grüß");
    }

    @Test
    void waitsAsLongAsTheMessageSays() throws JMSException {
        String tag = unique("delay");

        try (Sender sender = sender()) {
            sender.send(QUEUE, session -> {
                Message message = echo(session, tag);
                message.setStringProperty("delay", "PT1H");
                return message;
            });
        }

        String id = onlyJob(tag);
        assertThat(jobs().state(id)).isEqualTo("SCHEDULED");
        assertThat(jobs().cancel(id).status()).isEqualTo(200);
    }

    /** I10 and I2: a producer that does not know whether its message arrived sends it again. */
    @Test
    void makesOneJobOfTwoMessagesWithTheSameKey() throws JMSException {
        String tag = unique("twice");
        String end = unique("end");

        try (Sender sender = sender()) {
            for (int i = 0; i < 2; i++) {
                sender.send(QUEUE, session -> {
                    Message message = echo(session, tag);
                    message.setStringProperty("idempotencyKey", tag);
                    return message;
                });
            }
            sender.send(QUEUE, session -> echo(session, end));
        }

        onlyJob(end);
        assertThat(jobs().ended(onlyJob(tag)).at("/state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void takesManyMessages() throws JMSException {
        String tag = unique("many");

        try (Sender sender = sender()) {
            for (int i = 0; i < 150; i++) {
                sender.send(QUEUE, session -> echo(session, tag));
            }
        }

        await("150 jobs")
                .atMost(Duration.ofSeconds(60))
                .until(() -> jobs().list("limit=200&state=SUCCEEDED&tag=" + tag).size() == 150);
    }

    @Test
    void rejectsWhatIsNoJson() throws JMSException {
        assertRejected(session -> typed(session.createTextMessage("{\"text\": ")), "json");
    }

    @Test
    void rejectsAnUnknownType() throws JMSException {
        assertRejected(
                session -> {
                    Message message = session.createTextMessage("{}");
                    message.setStringProperty("type", "no.such.type");
                    return message;
                },
                "no.such.type");
    }

    @Test
    void rejectsAMessageWithoutAType() throws JMSException {
        assertRejected(session -> session.createTextMessage("{\"text\": \"x\"}"), "type");
    }

    @Test
    void rejectsArgumentsThatBreakTheRules() throws JMSException {
        assertRejected(session -> typed(session.createTextMessage("{\"text\": \"\"}")), "text");
    }

    @Test
    void rejectsAnObjectMessageWithoutReadingIt() throws JMSException {
        assertRejected(session -> typed(session.createObjectMessage(new ArrayList<>(List.of("x")))), "");
    }

    @Test
    void rejectsAMapMessage() throws JMSException {
        assertRejected(
                session -> {
                    MapMessage message = session.createMapMessage();
                    message.setString("text", "x");
                    return typed(message);
                },
                "");
    }

    /** Too large for a job, not for the broker: its operators see what somebody tried. */
    @Test
    void rejectsAMessageThatIsTooLarge() throws JMSException {
        assertRejected(
                session -> typed(session.createTextMessage("{\"text\": \"" + "x".repeat(1_200_000) + "\"}")),
                "at most 1048576");
    }

    /** The rules are those of the API; what a sender cannot mean is a reject that names the property. */
    @ParameterizedTest
    @CsvSource({
        "delay, soon",
        "delay, PT9223372036854775807S",
        "timeout, PT9223372036854775807S",
        "timeout, PT-1S",
        "timeLimit, PT9223372036854775807S",
        "runAt, +999999999-12-31T23:59:59-18:00",
        "startBefore, -999999999-01-01T00:00:00Z",
        "priority, 10",
        "maxAttempts, 2147483648",
        "queue, '../x'",
        "orderingKey, '\u0007'",
        "tenant, '\u200b'",
        "tags, '\ud800'",
        "uniqueKey, ' '",
        "idempotencyKey, '\u0000'",
        "idempotencyScope, NONE"
    })
    void rejectsWrongProperties(String property, String value) throws JMSException {
        assertRejected(
                session -> {
                    Message message = typed(session.createTextMessage("{\"text\": \"x\"}"));
                    message.setStringProperty(property, value);
                    return message;
                },
                property.toLowerCase(Locale.ROOT));
    }

    @Test
    void letsNobodyInWithoutAPassword() {
        int port = SharedServer.ports().jms();

        assertThatThrownBy(() -> new Sender(port, null, null).close()).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> new Sender(port, User.SUBMITTER.user(), "wrong").close())
                .isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void letsOnlySubmittersSendAndNobodyReceive() throws JMSException {
        int port = SharedServer.ports().jms();

        try (Sender viewer = new Sender(port, User.VIEWER.user(), User.VIEWER.password())) {
            assertThatThrownBy(() -> viewer.send(QUEUE, session -> echo(session, "x")))
                    .isInstanceOf(JMSException.class);
        }
        try (Sender submitter = sender()) {
            Session session = submitter.session();
            assertThatThrownBy(() -> session.createConsumer(session.createQueue("jms.queue." + QUEUE)))
                    .isInstanceOf(JMSException.class);
        }
    }

    /** One reject, and the message is gone: the next message of the same sender is a job. */
    private static void assertRejected(Sender.Form form, String reason) throws JMSException {
        String end = unique("after-reject");
        String messageId;
        try (Sender sender = sender()) {
            messageId = sender.send(QUEUE, form);
            sender.send(QUEUE, session -> echo(session, end));
        }

        JsonNode reject = await("the reject of " + messageId)
                .atMost(Duration.ofSeconds(30))
                .until(() -> reject(messageId), java.util.Objects::nonNull);
        assertThat(reject.at("/source").asText()).isEqualTo(QUEUE);
        assertThat(reject.at("/reason").asText().toLowerCase(Locale.ROOT)).contains(reason);
        assertThat(reject.at("/bodyHead").asText().length()).isLessThanOrEqualTo(4_000);
        assertThat(jobs().ended(onlyJob(end)).at("/state")).isEqualTo("SUCCEEDED");
    }

    private static @org.jspecify.annotations.Nullable JsonNode reject(String messageId) {
        JsonNode rejects = as(User.VIEWER)
                .get(Api.V1 + "/rejects?limit=200")
                .expect(200)
                .json()
                .at("/rejects");
        JsonNode found = null;
        for (JsonNode reject : rejects) {
            if (reject.at("/messageId").asText().equals(messageId)) {
                assertThat(found).as("two rejects of %s", messageId).isNull();
                found = reject;
            }
        }
        return found;
    }

    private static String onlyJob(String tag) {
        List<String> ids = await("a job with tag " + tag)
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs().list("tag=" + tag), found -> !found.isEmpty());
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }

    private static Message echo(Session session, String tag) throws JMSException {
        Message message = typed(session.createTextMessage("{\"text\": \"" + tag + "\"}"));
        message.setStringProperty("tags", tag);
        return message;
    }

    private static Message typed(Message message) throws JMSException {
        message.setStringProperty("type", "test.echo");
        return message;
    }

    private static Sender sender() throws JMSException {
        return new Sender(SharedServer.ports().jms(), User.SUBMITTER.user(), User.SUBMITTER.password());
    }
}
