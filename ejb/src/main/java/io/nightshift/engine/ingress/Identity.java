package io.nightshift.engine.ingress;

import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.ingress.Interpreter.Asks;
import io.nightshift.engine.ingress.Interpreter.Verdict;
import io.nightshift.engine.ingress.Interpreter.Wrong;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.port.NewJob.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

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
        return scope.length() <= LONGEST_SCOPE ? scope : "jms:" + sha256(destination);
    }

    /** A digest as 64 hexadecimal digits. */
    static String sha256(@Nullable String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
