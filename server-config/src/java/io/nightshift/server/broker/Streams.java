package io.nightshift.server.broker;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.server.ServerSession;

/**
 * Messages that come in pieces, at most one in each session. Their size is what has come, never what their sender says. Pieces
 * of one session come one after the other.
 */
final class Streams {

    private final GuardLimits limits;
    /** Weak: a session that ends in the middle of a message takes its entry along. */
    private final Map<ServerSession, Stream> open = Collections.synchronizedMap(new WeakHashMap<>());

    Streams(GuardLimits limits) {
        this.limits = limits;
    }

    /** A message begins; {@code wrong} says why it is refused whatever its size, null if it is not. */
    void begin(ServerSession session, ActiveMQException wrong) {
        open.put(session, new Stream(wrong));
    }

    /**
     * Another piece; why the message is refused, null if it is not up to here. What is refused stays refused until the next
     * message begins, and so is a piece of none: the broker would append either to what it still holds, without an end.
     */
    ActiveMQException add(ServerSession session, int bytes, boolean last) {
        Stream stream = open.get(session);
        if (stream == null) {
            return new ActiveMQException(
                    ActiveMQExceptionType.UNSUPPORTED_PACKET, "A piece of a message that has not begun is not taken");
        }
        stream.bytes += bytes;
        if (limits.exceeds(stream.bytes)) {
            stream.tooLarge = true;
        }
        if (stream.wrong != null) {
            return stream.wrong;
        }
        if (stream.tooLarge) {
            return tooLarge(stream.bytes, limits);
        }
        if (last) {
            open.remove(session);
        }
        return null;
    }

    static ActiveMQException tooLarge(long bytes, GuardLimits limits) {
        return new ActiveMQException(
                ActiveMQExceptionType.LARGE_MESSAGE_ERROR_BODY,
                "The body has " + bytes + " bytes (a TextMessage two for each character), at most " + limits.bodyBytes()
                        + " are taken (NIGHTSHIFT_JMS_MAX_BYTES); nothing was stored");
    }

    private static final class Stream {

        private final ActiveMQException wrong;
        private long bytes;
        private boolean tooLarge;

        Stream(ActiveMQException wrong) {
            this.wrong = wrong;
        }
    }
}
