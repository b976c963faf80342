package io.nightshift.test.client;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A program of another system: it knows the broker's address, a user and the name of a queue, and sends. */
public final class Sender implements AutoCloseable {

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Session session;

    /** Makes a message of a session. */
    public interface Form {
        Message of(Session session) throws JMSException;
    }

    /**
     * Connects.
     *
     * @throws JMSException if the broker is not there or does not let the user in
     */
    public Sender(int port, @Nullable String user, @Nullable String password) throws JMSException {
        this(port, user, password, "", false);
    }

    /**
     * The same, in another way than most clients do it.
     *
     * @param parameters of the connection factory, such as {@code &minLargeMessageSize=1000}
     * @param transacted whether nothing is sent before a commit
     */
    public Sender(int port, @Nullable String user, @Nullable String password, String parameters, boolean transacted)
            throws JMSException {
        factory = new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + port + "?useTopologyForLoadBalancing=false" + parameters);
        Connection open = null;
        try {
            open = ((ConnectionFactory) factory).createConnection(user, password);
            session =
                    open.createSession(transacted, transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
        } catch (JMSException e) {
            if (open != null) {
                open.close();
            }
            factory.close();
            throw e;
        }
        connection = open;
    }

    /** One that gives up after three seconds on a broker that does not answer. */
    public static Sender impatient(int port, String user, String password) throws JMSException {
        return new Sender(
                port, user, password, "&callTimeout=3000&clientFailureCheckPeriod=1500&connectionTTL=6000", false);
    }

    public Session session() {
        return session;
    }

    /** Sends to the queue; returns the id that the message got. Durable, so it is on the broker's disk on return. */
    public String send(String queue, Form form) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createQueue("jms.queue." + queue))) {
            Message message = form.of(session);
            producer.send(message);
            return message.getJMSMessageID();
        }
    }

    @Override
    public void close() throws JMSException {
        try {
            connection.close();
        } finally {
            factory.close();
        }
    }
}
