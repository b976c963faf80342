package io.nightshift.test.faults.load;

import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Sender;
import io.nightshift.test.faults.check.Accepted.Way;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sends durable messages to one broker; some twice, and now and then one that cannot become a job. */
final class JmsCaller extends Caller {

    private static final String QUEUE = "nightshift.submit";

    private final int port;
    private final String user;
    private final String token;
    private final Answers answers;
    private final Random random;
    private @Nullable Sender sender;

    JmsCaller(Desk desk, int port, String user, String token, Answers answers, long paceMillis, long seed) {
        super(desk, paceMillis);
        this.port = port;
        this.user = user;
        this.token = token;
        this.answers = answers;
        this.random = new Random(seed);
    }

    @Override
    boolean ask(Request request) {
        try {
            Sender open = sender;
            if (open == null) {
                open = Sender.impatient(port, user, token);
                sender = open;
            }
            open.send(QUEUE, session -> job(session, request));
            answers.accept(request.key(), null, Way.JMS);
            switch (random.nextInt(12)) {
                case 0 -> open.send(QUEUE, session -> job(session, request));
                case 1 -> answers.accept(open.send(QUEUE, this::poison), null, Way.POISON);
                default -> {
                    // Sent once, as most are.
                }
            }
            return true;
        } catch (JMSException e) {
            close();
            return false;
        }
    }

    private static Message job(Session session, Request request) throws JMSException {
        Message message = session.createTextMessage(Jobs.json(request.args()));
        message.setStringProperty("type", "test.effect");
        message.setStringProperty("idempotencyKey", request.key());
        for (Map.Entry<String, ?> field : request.fields().entrySet()) {
            message.setStringProperty(field.getKey(), String.valueOf(field.getValue()));
        }
        return message;
    }

    private Message poison(Session session) throws JMSException {
        Message message = random.nextBoolean() ? session.createTextMessage("{\"file\": ") : session.createMapMessage();
        message.setStringProperty("type", "test.effect");
        return message;
    }

    @Override
    void close() {
        Sender open = sender;
        sender = null;
        if (open != null) {
            try {
                open.close();
            } catch (JMSException e) {
                // Its broker is gone: there is nothing left to close.
                return;
            }
        }
    }
}
