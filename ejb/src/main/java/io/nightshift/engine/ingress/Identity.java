package io.nightshift.engine.ingress;

import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.ingress.Interpreter.Asks;
import io.nightshift.engine.ingress.Interpreter.Verdict;
import io.nightshift.engine.ingress.Interpreter.Wrong;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.text.Sha256;

/**
 * Makes a message that is delivered twice one job: by the key its producer gave it, else by the broker's id of it.
 *
 * <p>Producers that resend after a failure get a new id from the broker, so only a key of theirs makes that harmless.
 */
final class Identity {

    static final String KEY_PROPERTY = "idempotencyKey";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SCOPE = 100;

    private Identity() {}

    static Verdict of(Incoming incoming, JobRequest request) {
        String name = StorableText.clean(incoming.user() == null ? "jms" : incoming.user(), LONGEST_NAME);
        Object key = incoming.properties().get(KEY_PROPERTY);
        if (key != null) {
            return new Asks(request.withIdempotencyKey(key.toString()), Caller.of(name, Source.JMS), false);
        }
        String messageId = incoming.messageId();
        if (messageId == null || messageId.isBlank()) {
            return new Wrong(
                    "The message has neither the property idempotencyKey nor a JMSMessageID, so a second delivery"
                            + " could not be told from a second request; set one of them",
                    request.type());
        }
        return new Asks(
                request.withIdempotencyKey(messageId),
                new Caller(name, Source.JMS, scope(incoming.destination())),
                false);
    }

    private static String scope(String destination) {
        String scope = "jms:" + destination;
        return scope.length() <= LONGEST_SCOPE ? scope : "jms:" + Sha256.hex(destination);
    }
}
