package io.nightshift.test.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.deployed.DeployedTest;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A test with clients of the shared server's broker. Whatever it tried, honest senders go on afterwards. */
abstract class BrokerTest extends DeployedTest {

    static final String QUEUE = "nightshift.submit";

    static int port() {
        return SharedServer.ports().jms();
    }

    static Sender submitter() throws JMSException {
        return submitter("", false);
    }

    static Sender submitter(String parameters, boolean transacted) throws JMSException {
        return new Sender(port(), User.SUBMITTER.user(), User.SUBMITTER.password(), parameters, transacted);
    }

    static Message echo(Session session, String tag) throws JMSException {
        return echo(session, tag, "x");
    }

    static Message echo(Session session, String tag, String text) throws JMSException {
        Message message = session.createTextMessage("{\"text\": \"" + text + "\"}");
        message.setStringProperty("type", "test.echo");
        message.setStringProperty("tags", tag);
        return message;
    }

    /** The one job of a tag. */
    static String onlyJob(Api api, String tag) {
        List<String> ids = await("a job with tag " + tag)
                .atMost(Duration.ofSeconds(30))
                .until(() -> new Jobs(api).list("tag=" + tag), found -> !found.isEmpty());
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }

    @AfterEach
    void othersGoOn() throws JMSException {
        String tag = unique("afterwards");
        try (Sender sender = submitter()) {
            sender.send(QUEUE, session -> echo(session, tag));
        }
        onlyJob(as(User.OPERATOR), tag);
    }
}
