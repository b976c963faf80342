package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Sends a message to {@code nightshift.submit} from within the server. */
@Handles(value = "test.send", description = "Sends a message from within the server.", queue = "test", maxAttempts = 1)
@ApplicationScoped
public class Send implements JobHandler<Send.Args, Send.Result> {

    public enum Kind {
        TEXT,
        BYTES
    }

    /**
     * What to send.
     *
     * @param size characters of a text, or bytes, which are never in memory together
     * @param user whom the sender names; null for nobody
     */
    public record Args(
            @NotNull Kind kind,
            @PositiveOrZero int size,
            @NotNull String tag,
            @Nullable String user) {}

    public record Result(String messageId) {}

    @Resource(lookup = "java:/ConnectionFactory")
    @SuppressWarnings("NullAway.Init")
    private ConnectionFactory connections;

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws Exception {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession()) {
            Message message = message(session, args);
            message.setStringProperty("type", "test.echo");
            message.setStringProperty("tags", args.tag());
            if (args.user() != null) {
                message.setStringProperty("JMSXUserID", args.user());
            }
            session.createProducer(session.createQueue("nightshift.submit")).send(message);
            return Outcome.success(new Result(message.getJMSMessageID()));
        }
    }

    private static Message message(Session session, Args args) throws JMSException {
        if (args.kind() == Kind.TEXT) {
            return session.createTextMessage("{\"text\": \"" + "x".repeat(args.size()) + "\"}");
        }
        Message message = session.createBytesMessage();
        message.setObjectProperty("JMS_AMQ_InputStream", new Spaces(args.size()));
        return message;
    }

    /** So many blanks, one at a time. */
    private static final class Spaces extends InputStream {

        private int left;

        Spaces(int left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
