package io.nightshift.test.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;

/** What is too large is refused where it is sent, and nothing of it is stored. */
class SizesIT extends BrokerTest {

    /** As a text it has two bytes a character; 3 MiB are taken. */
    private static final int TOO_MANY = 1_800_000;

    @Test
    void refusesALargeText() throws JMSException {
        String tag = unique("large");

        try (Sender sender = submitter()) {
            assertThatThrownBy(() -> sender.send(QUEUE, session -> echo(session, tag, "x".repeat(TOO_MANY))))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("at most 3145728")
                    .hasMessageContaining("NIGHTSHIFT_JMS_MAX_BYTES");
            sender.send(QUEUE, session -> echo(session, tag));
        }

        onlyJob(as(User.OPERATOR), tag);
    }

    /** A client chooses itself what it sends in pieces and what in one. */
    @Test
    void refusesALargeTextInOnePacket() throws JMSException {
        String tag = unique("whole");

        try (Sender sender = submitter("&minLargeMessageSize=100000000", false)) {
            assertThatThrownBy(() -> sender.send(QUEUE, session -> echo(session, tag, "x".repeat(TOO_MANY))))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("at most 3145728");
            sender.send(QUEUE, session -> echo(session, tag));
        }

        onlyJob(as(User.OPERATOR), tag);
    }

    @Test
    void endsAConnectionWhosePacketHasNoEnd() throws JMSException {
        String tag = unique("endless");

        try (Sender sender = submitter("&minLargeMessageSize=100000000&callTimeout=20000", false)) {
            assertThatThrownBy(() -> sender.send(QUEUE, session -> echo(session, tag, "x".repeat(10_000_000))))
                    .isInstanceOf(JMSException.class);
        }

        assertThat(jobs().list("tag=" + tag)).isEmpty();
    }

    @Test
    void refusesLargeBytes() throws JMSException {
        try (Sender sender = submitter()) {
            assertThatThrownBy(() -> sender.send(QUEUE, session -> {
                        BytesMessage message = session.createBytesMessage();
                        message.writeBytes(new byte[4_000_000]);
                        return message;
                    }))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("4000000 bytes");
        }
    }

    /** A transaction's sends are not answered, so its commit must tell. */
    @Test
    void refusesACommitThatWouldMissAMessage() throws JMSException {
        String tag = unique("commit");

        try (Sender sender = submitter("", true)) {
            sender.send(QUEUE, session -> echo(session, tag));
            sender.send(QUEUE, session -> echo(session, tag, "x".repeat(TOO_MANY)));
            assertThatThrownBy(() -> sender.session().commit())
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("at most 3145728");
            sender.send(QUEUE, session -> echo(session, tag, "after"));
            sender.session().commit();
        }

        assertThat(jobs().ended(onlyJob(as(User.OPERATOR), tag)).at("/result/text"))
                .isEqualTo("after");
    }

    /** Ten thousand characters that are a hundred million when they are unpacked. */
    @Test
    void refusesWhatIsCompressed() throws JMSException {
        try (Sender sender = submitter("&compressLargeMessage=true", false)) {
            assertThatThrownBy(() -> sender.send(QUEUE, session -> echo(session, "bomb", "x".repeat(TOO_MANY))))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("compressLargeMessage");
        }
    }
}
