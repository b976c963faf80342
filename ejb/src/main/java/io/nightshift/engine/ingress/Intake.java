package io.nightshift.engine.ingress;

import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.ingress.Interpreter.Asks;
import io.nightshift.engine.ingress.Interpreter.Verdict;
import io.nightshift.engine.ingress.Interpreter.Wrong;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.ingress.RejectStore.NewReject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes every message one job or one reject, durable on return; then it may be acknowledged. What throws is passing trouble:
 * the message must be delivered again.
 */
final class Intake {

    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_ID = 300;

    private final MessageReader reader;
    private final Submission submission;
    private final RejectStore rejects;
    private final JobTypes types;

    Intake(MessageReader reader, Submission submission, RejectStore rejects, JobTypes types) {
        this.reader = reader;
        this.submission = submission;
        this.rejects = rejects;
        this.types = types;
    }

    /** Takes one message. */
    void take(Message message, String destination, Interpreter interpreter) throws JMSException {
        Understood understood = understand(message, destination, interpreter);
        if (understood != null) {
            submit(understood);
        }
    }

    /**
     * Takes several: all that are good in one transaction, and if any of them is refused, each for itself. Keys make
     * repeating harmless.
     */
    void takeAll(List<Message> messages, String destination, Interpreter interpreter) throws JMSException {
        Map<Caller, List<Understood>> groups = new LinkedHashMap<>();
        for (Message message : messages) {
            Understood understood = understand(message, destination, interpreter);
            if (understood != null) {
                groups.computeIfAbsent(understood.asks().caller(), caller -> new ArrayList<>())
                        .add(understood);
            }
        }
        groups.forEach(this::submitAll);
    }

    private void submitAll(Caller caller, List<Understood> group) {
        if (group.size() > 1) {
            try {
                submission.submitAll(group.stream().map(u -> u.asks().request()).toList(), caller);
                return;
            } catch (InvalidJobException | IdempotencyConflictException e) {
                // One is refused and nothing was stored: find out which below.
            }
        }
        group.forEach(this::submit);
    }

    private void submit(Understood understood) {
        try {
            submission.submit(understood.asks().request(), understood.asks().caller());
        } catch (InvalidJobException | IdempotencyConflictException e) {
            reject(understood.incoming(), understood.asks().request().type(), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Understood understand(Message message, String destination, Interpreter interpreter)
            throws JMSException {
        Incoming incoming = reader.read(message, destination);
        Verdict verdict = interpreter.interpret(incoming);
        if (verdict instanceof Asks asks) {
            return new Understood(incoming, asks);
        }
        Object type = incoming.properties().get("type");
        reject(incoming, type == null ? "" : type.toString(), ((Wrong) verdict).reason());
        return null;
    }

    /** What is kept of its body is what people may see of arguments of that type. */
    private void reject(Incoming incoming, String type, String reason) {
        String id = incoming.messageId();
        if (id == null || id.isBlank()) {
            // The same content twice is then one row, which says the same.
            id = "sha256:"
                    + Identity.sha256(incoming.headers() + incoming.body().head());
        }
        rejects.add(new NewReject(
                incoming.destination(),
                StorableText.clean(id, LONGEST_ID),
                StorableText.clean(reason, LONGEST_REASON),
                incoming.headers(),
                StorableText.clean(types.shown(type, incoming.body().head()), MessageReader.HEAD),
                incoming.body().bytes()));
    }

    private record Understood(Incoming incoming, Asks asks) {}
}
