package io.nightshift.bench.server;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.handler.Noop;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Sends durable messages from outside, and waits until all of them are rows. In transactions of 100: with one for each
 * message the senders would be the slowest part, and the figure theirs.
 */
final class JmsLoad {

    private static final int SENDERS = 4;
    private static final int PER_COMMIT = 100;
    private static final long LOOK_MILLIS = 10;
    private static final long MOST_SECONDS = 300;
    private static final String BODY = "{\"payload\":\"" + Tally.payload() + "\"}";

    private final int port;
    private final String queue;
    private final Service service;

    /** Sends to a queue of the broker that listens on this port. */
    JmsLoad(int port, String queue, Service service) {
        this.service = service;
        this.port = port;
        this.queue = queue;
    }

    /** Sends so many; {@code rows} counts what has been stored of them. */
    Figure run(int jobs, Callable<Long> rows) throws Exception {
        int each = jobs / SENDERS;
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try (ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port + "?useTopologyForLoadBalancing=false")) {
            Callable<Void> sender = () -> {
                send(factory, each);
                return null;
            };
            long start = System.nanoTime();
            List<Future<Void>> running = threads.invokeAll(
                    Stream.generate(() -> sender).limit(SENDERS).toList());
            for (Future<Void> one : running) {
                one.get();
            }
            long end = start + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            while (rows.call() < (long) each * SENDERS) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException(queue + " has stored " + rows.call() + " of " + each * SENDERS);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return Figure.rate(each * SENDERS, System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private void send(ConnectionFactory factory, int messages) throws JMSException {
        try (Connection connection = factory.createConnection(service.name(), service.token());
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue("jms.queue." + queue))) {
            for (int i = 1; i <= messages; i++) {
                TextMessage message = session.createTextMessage(BODY);
                message.setStringProperty("type", Noop.TYPE);
                producer.send(message);
                if (i % PER_COMMIT == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
    }
}
