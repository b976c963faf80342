package io.nightshift.engine.hint;

import io.nightshift.engine.log.RimLog;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts hints on the topic, outside JTA. Keeps its connection, because opening one takes longer than all the rest of a hint's
 * way; what fails closes it, and the next hint opens another. For one thread at a time.
 */
final class TopicSender implements Hints.Sender, AutoCloseable {

    /** Property: the queue that has work. */
    static final String QUEUE = "queue";

    /** Property: the node that sent the hint, which ignores it. */
    static final String FROM = "node";

    private static final long LIFE_MILLIS = 5_000;

    private final ConnectionFactory connections;
    private final Topic topic;
    private final String node;
    private @Nullable Opened opened;
    private boolean closed;

    /** What is kept; a session lives as long as its connection. */
    private record Opened(Connection connection, Session session, MessageProducer producer) {}

    TopicSender(ConnectionFactory connections, Topic topic, String node) {
        this.connections = connections;
        this.topic = topic;
        this.node = node;
    }

    @Override
    public synchronized void send(List<String> queues) throws JMSException {
        if (closed) {
            return;
        }
        try {
            Opened to = open();
            for (String queue : queues) {
                Message hint = to.session().createMessage();
                hint.setStringProperty(QUEUE, queue);
                hint.setStringProperty(FROM, node);
                to.producer().send(hint);
            }
        } catch (JMSException | RuntimeException e) {
            hangUp();
            throw e;
        }
    }

    /** For good: no hint is sent any more. */
    @Override
    public synchronized void close() {
        closed = true;
        hangUp();
    }

    private Opened open() throws JMSException {
        if (opened != null) {
            return opened;
        }
        Connection connection = connections.createConnection();
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(topic);
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setTimeToLive(LIFE_MILLIS);
            producer.setDisableMessageID(true);
            Opened fresh = new Opened(connection, session, producer);
            opened = fresh;
            return fresh;
        } catch (JMSException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private void hangUp() {
        Opened last = opened;
        opened = null;
        if (last != null) {
            close(last.connection());
        }
    }

    /** What a broken connection says when it is closed is no news. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (JMSException | RuntimeException e) {
            RimLog.LOG.hintConnectionBroken(e);
        }
    }
}
