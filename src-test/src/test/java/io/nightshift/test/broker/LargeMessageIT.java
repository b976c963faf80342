package io.nightshift.test.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.Ports;
import io.nightshift.test.server.ServerProcess;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message larger than the heap: one that comes over the network is never stored, one that is stored is never read. */
class LargeMessageIT {

    private static final int CHARACTERS = 150_000_000;

    private static final Ports PORTS = Ports.free();

    private static final ServerProcess SERVER = new ServerProcess(
            "large-messages",
            "standalone-full-jms.xml",
            Map.of("NIGHTSHIFT_JMS_ACCEPTOR", Integer.toString(PORTS.jms())));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void end() {
        SERVER.close();
    }

    @Test
    void refusesATextOf150MillionCharacters() throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + PORTS.jms());
                ClientSessionFactory connected = factory.getServerLocator().createSessionFactory();
                ClientSession session = connected.createSession(
                        User.SUBMITTER.user(), User.SUBMITTER.password(), false, true, true, false, 0)) {
            ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
            message.putStringProperty("type", "test.echo");
            message.setBodyInputStream(new Text(CHARACTERS));

            assertThatThrownBy(() -> session.createProducer("jms.queue.nightshift.submit")
                            .send(message))
                    .isInstanceOf(ActiveMQException.class)
                    .hasMessageContaining("300000005 bytes")
                    .hasMessageContaining("at most 3145728");
        }

        othersGoOn();
        assertThat(Files.readString(SERVER.log())).doesNotContain("OutOfMemoryError");
    }

    /** As an older version, or code in the server, may have put it there. */
    @Test
    void rejectsBytesThatAreLargerThanTheHeapUnread() throws Exception {
        JsonNode reject = rejectOf("BYTES", 700_000_000);

        assertThat(reject.at("/reason").asText()).contains("700000000 bytes", "at most 1048576");
        assertThat(reject.at("/bodyBytes").asLong()).isEqualTo(700_000_000);
        assertThat(reject.at("/bodyHead").asText()).isEqualTo(" ".repeat(4_000));
        othersGoOn();
        assertThat(Files.readString(SERVER.log())).doesNotContain("OutOfMemoryError");
    }

    @Test
    void rejectsALargeTextUnread() throws JMSException {
        JsonNode reject = rejectOf("TEXT", 3_000_000);

        // Two bytes a character, as the broker holds it: the text was not made a text again.
        assertThat(reject.at("/bodyBytes").asLong()).isEqualTo(2 * (3_000_000 + 12) + 5);
        assertThat(reject.at("/bodyHead").asText())
                .startsWith("{\"text\": \"xxx")
                .hasSizeGreaterThan(3_000);
        othersGoOn();
    }

    /** Code in the server is trusted with a name. */
    @Test
    void takesTheNameThatCodeInTheServerGives() {
        Jobs jobs = new Jobs(SERVER.as(User.OPERATOR));

        jobs.ended(jobs.submit("test.send", Map.of("kind", "TEXT", "size", 1, "tag", "named", "user", "billing")));

        assertThat(jobs.find(BrokerTest.onlyJob(SERVER.as(User.OPERATOR), "named"))
                        .at("/submitter"))
                .isEqualTo("billing");
    }

    private static JsonNode rejectOf(String kind, int size) {
        Jobs jobs = new Jobs(SERVER.as(User.OPERATOR));
        String id = jobs.ended(
                        jobs.submit("test.send", Map.of("kind", kind, "size", size, "tag", "large")),
                        Duration.ofSeconds(120))
                .at("/result/messageId");
        return await("the reject of " + id).atMost(Duration.ofSeconds(60)).until(() -> reject(id), Objects::nonNull);
    }

    private static @Nullable JsonNode reject(String messageId) {
        JsonNode rejects = SERVER.as(User.VIEWER)
                .get(Api.V1 + "/rejects?limit=200")
                .expect(200)
                .json()
                .at("/rejects");
        for (JsonNode reject : rejects) {
            if (reject.at("/messageId").asText().equals(messageId)) {
                return SERVER.as(User.VIEWER)
                        .get(Api.V1 + "/rejects/" + reject.at("/id").asText())
                        .expect(200)
                        .json();
            }
        }
        return null;
    }

    private static void othersGoOn() throws JMSException {
        String tag = "afterwards-" + UUID.randomUUID();
        try (Sender sender = new Sender(PORTS.jms(), User.SUBMITTER.user(), User.SUBMITTER.password())) {
            sender.send("nightshift.submit", session -> BrokerTest.echo(session, tag));
        }
        BrokerTest.onlyJob(SERVER.as(User.OPERATOR), tag);
    }

    /** A text as the broker's clients write it: a flag, the length of what follows, two bytes a character. */
    private static final class Text extends InputStream {

        private final byte[] prefix;
        private final long length;
        private long read;

        Text(int characters) {
            int bytes = 2 * characters;
            prefix = new byte[] {1, (byte) (bytes >> 24), (byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes};
            length = prefix.length + (long) bytes;
        }

        @Override
        public int read() throws IOException {
            if (read == length) {
                return -1;
            }
            long at = read++;
            return at < prefix.length ? prefix[(int) at] & 0xff : at % 2 == 1 ? 'x' : 0;
        }
    }
}
