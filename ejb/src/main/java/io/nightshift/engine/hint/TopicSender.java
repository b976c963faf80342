package io.nightshift.engine.hint;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;

/** Puts hints on the topic, over a pooled connection outside JTA. */
final class TopicSender implements Hints.Sender {

    /** Property: the queue that has work. */
    static final String QUEUE = "queue";

    /** Property: the node that sent the hint, which ignores it. */
    static final String FROM = "node";

    private static final long LIFE_MILLIS = 5_000;

    private final ConnectionFactory connections;
    private final Topic topic;
    private final String node;

    TopicSender(ConnectionFactory connections, Topic topic, String node) {
        this.connections = connections;
        this.topic = topic;
        this.node = node;
    }

    @Override
    public void send(List<String> queues) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(topic)) {
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setTimeToLive(LIFE_MILLIS);
            producer.setDisableMessageID(true);
            for (String queue : queues) {
                Message hint = session.createMessage();
                hint.setStringProperty(QUEUE, queue);
                hint.setStringProperty(FROM, node);
                producer.send(hint);
            }
        }
    }
}
