package io.nightshift.engine.ingress;

import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.engine.finish.SqlRefusal;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.ingress.Interpreter.Asks;
import io.nightshift.engine.ingress.Interpreter.Verdict;
import io.nightshift.engine.ingress.Interpreter.Wrong;
import io.nightshift.engine.log.RimLog;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.text.Sha256;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes every message one job or one reject, durable on return; then it may be acknowledged. What throws is passing trouble:
 * the message must be delivered again. What the database refuses for good is a reject, not trouble.
 */
final class Intake {

    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_ID = 300;

    private final MessageReader reader;
    private final Submission submission;
    private final RejectStore rejects;
    private final JobTypes types;
    private final Repeats repeats;
    private final Suspects suspects;

    /**
     * What is known of a message that was delivered before.
     *
     * @param repeats whether its job is there
     * @param suspects whether the server was killed then
     */
    record Past(Repeats repeats, Suspects suspects) {}

    Intake(MessageReader reader, Submission submission, RejectStore rejects, JobTypes types, Past past) {
        this.repeats = past.repeats();
        this.suspects = past.suspects();
        this.reader = reader;
        this.submission = submission;
        this.rejects = rejects;
        this.types = types;
    }

    /** Takes one message. */
    void take(Message message, String destination, Interpreter interpreter) throws JMSException {
        String id = message.getJMSMessageID();
        if (id != null && suspects.condemned(id)) {
            RimLog.LOG.intakeCondemned(Suspects.DEATHS, destination, id);
            reject(
                    reader.readHeaders(message, destination),
                    "",
                    "The server ended " + Suspects.DEATHS + " times while it was taken; its body was not read again");
            suspects.acquit(List.of(id));
            return;
        }
        suspects.take(ids(List.of(message)), () -> takeOne(message, destination, interpreter));
    }

    private void takeOne(Message message, String destination, Interpreter interpreter) throws JMSException {
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
        List<String> ids = ids(messages);
        if (suspects.any(ids)) {
            for (Message message : messages) {
                take(message, destination, interpreter);
            }
            return;
        }
        suspects.take(ids, () -> takeTogether(messages, destination, interpreter));
    }

    private static List<String> ids(List<Message> messages) throws JMSException {
        List<String> ids = new ArrayList<>(messages.size());
        for (Message message : messages) {
            String id = message.getJMSMessageID();
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private void takeTogether(List<Message> messages, String destination, Interpreter interpreter) throws JMSException {
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
            } catch (RuntimeException e) {
                if (!SqlRefusal.in(e)) {
                    throw e;
                }
                // As above, only that the database has said it.
            }
        }
        group.forEach(this::submit);
    }

    private void submit(Understood understood) {
        try {
            storeOrTwice(understood.asks());
        } catch (InvalidJobException e) {
            reject(understood.incoming(), understood.asks().request().type(), String.valueOf(e.getMessage()));
        } catch (IdempotencyConflictException e) {
            if (!repeats.sameMessage(e.existing(), understood.asks())) {
                reject(understood.incoming(), understood.asks().request().type(), String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) {
            if (!SqlRefusal.in(e)) {
                throw e;
            }
            // It will be refused at every delivery, so it must not come again.
            RimLog.LOG.intakeRefusedByDatabase(
                    understood.incoming().destination(), understood.incoming().messageId(), e);
            reject(
                    understood.incoming(),
                    understood.asks().request().type(),
                    "The database refuses it, and would again: " + e.getMessage());
        }
    }

    /** What the database refuses may be another's doing, who was a moment earlier: then it is taken the second time. */
    private void storeOrTwice(Asks asks) {
        try {
            submission.submit(asks.request(), asks.caller());
        } catch (RuntimeException e) {
            if (!SqlRefusal.in(e)) {
                throw e;
            }
            submission.submit(asks.request(), asks.caller());
        }
    }

    private @Nullable Understood understand(Message message, String destination, Interpreter interpreter)
            throws JMSException {
        Incoming incoming = reader.read(message, destination);
        Verdict verdict = interpreter.interpret(incoming);
        if (verdict instanceof Asks asks) {
            return new Understood(incoming, asks);
        }
        Wrong wrong = (Wrong) verdict;
        reject(incoming, wrong.type(), wrong.reason());
        return null;
    }

    /** What is kept of its body is what people may see of arguments of that type. */
    private void reject(Incoming incoming, String type, String reason) {
        String id = incoming.messageId();
        if (id == null || id.isBlank()) {
            // The same content twice is then one row, which says the same.
            id = "sha256:" + Sha256.hex(incoming.headers() + incoming.body().head());
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
