package io.nightshift.engine.ingress;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message, read once, with nothing deserialised.
 *
 * @param destination the broker's name of the queue it came from
 * @param messageId the broker's id; null if its producer asked for none
 * @param user the name that the broker vouches for; null if none
 * @param properties by name
 * @param headers headers and properties as JSON, for the list of rejects
 * @param body what it carries
 */
record Incoming(
        String destination,
        @Nullable String messageId,
        @Nullable String user,
        Map<String, Object> properties,
        String headers,
        Body body) {

    /**
     * Every message meets it. By it the broker's guard (io.nightshift.server.broker) knows the consumers to which it hands the
     * head only of a message that is too large to be read.
     */
    static final String SELECTOR = "'nightshift' = 'nightshift'";

    /** What a message carries. */
    sealed interface Body {

        /** The first characters, for the list of rejects. */
        String head();

        /** Its size; 0 if it was not looked at. */
        long bytes();
    }

    /** Text. */
    record Text(String text, long bytes) implements Body {
        @Override
        public String head() {
            return text;
        }
    }

    /** Something that cannot become arguments. */
    record Unusable(String reason, String head, long bytes) implements Body {}
}
