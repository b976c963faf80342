package io.nightshift.engine.ingress;

import io.nightshift.engine.log.RimLog;
import io.nightshift.store.ingress.BindingStore.Binding;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Consumes one bound queue: up to 100 messages, stored together, then one commit at the broker. A crash between the two
 * delivers them again, and their keys make that harmless.
 */
final class BoundConsumer implements Runnable {

    static final int BATCH = 100;
    /** After a failure so many messages are taken one by one, so that one that cannot be stored holds up no other. */
    private static final int CAUTIOUS = 200;

    private static final long RECEIVE_MILLIS = 1_000;

    private final Binding binding;
    private final Interpreter interpreter;
    private final ConnectionFactory connections;
    private final Intake intake;
    private final Backoff backoff;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean consuming;
    private volatile boolean ended;
    private volatile String problem = "Starts within seconds";
    /** How long to wait after the next failure. Touched by the consuming thread only, as is what follows. */
    private Duration wait;

    private int cautious;
    private @Nullable Class<?> told;

    BoundConsumer(Binding binding, ConnectionFactory connections, Intake intake, Backoff backoff) {
        this.binding = binding;
        this.interpreter = new BindingInterpreter(binding);
        this.connections = connections;
        this.intake = intake;
        this.backoff = backoff;
        this.wait = backoff.first();
    }

    Binding binding() {
        return binding;
    }

    boolean consuming() {
        return consuming;
    }

    boolean ended() {
        return ended;
    }

    String problem() {
        return problem;
    }

    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        try {
            while (!stopped()) {
                try {
                    consume();
                } catch (JMSException | RuntimeException e) {
                    tell(e);
                    cautious = CAUTIOUS;
                    pause();
                }
            }
        } catch (InterruptedException e) {
            // The server stops; the session is closed and the broker keeps what was not committed.
            Thread.currentThread().interrupt();
        } finally {
            consuming = false;
            ended = true;
        }
    }

    private void consume() throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer =
                        session.createConsumer(session.createQueue(binding.destination()), Incoming.SELECTOR)) {
            connection.start();
            consuming = true;
            problem = "";
            if (told == null) {
                RimLog.LOG.boundQueueConsumed(binding.destination(), binding.type());
            }
            while (!stopped()) {
                List<Message> batch = receive(consumer, cautious > 0 ? 1 : BATCH);
                if (!batch.isEmpty()) {
                    take(session, batch);
                    worked(batch.size());
                }
            }
        } finally {
            consuming = false;
        }
    }

    private void take(Session session, List<Message> batch) throws JMSException {
        try {
            intake.takeAll(batch, binding.destination(), interpreter);
        } catch (RuntimeException e) {
            session.rollback();
            throw e;
        }
        session.commit();
    }

    private static List<Message> receive(MessageConsumer consumer, int most) throws JMSException {
        List<Message> batch = new ArrayList<>();
        Message message = consumer.receive(RECEIVE_MILLIS);
        while (message != null) {
            batch.add(message);
            message = batch.size() < most ? consumer.receiveNoWait() : null;
        }
        return batch;
    }

    private void worked(int messages) {
        wait = backoff.first();
        cautious = Math.max(0, cautious - messages);
        if (told != null) {
            told = null;
            RimLog.LOG.boundQueueConsumed(binding.destination(), binding.type());
        }
    }

    private void tell(Exception thrown) {
        problem = thrown instanceof InvalidDestinationException
                ? "The broker has no queue '" + binding.destination() + "'"
                : "Cannot consume: " + thrown.getMessage();
        // One line a cause, not one a try; by class, as messages carry ids and times.
        if (!thrown.getClass().equals(told)) {
            told = thrown.getClass();
            RimLog.LOG.boundQueueFailed(binding.destination(), problem, thrown);
        }
    }

    private void pause() throws InterruptedException {
        boolean unused = stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(backoff.most()) > 0 ? backoff.most() : doubled;
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    /** The waits between two tries, doubled from the first up to the longest. */
    record Backoff(Duration first, Duration most) {}
}
