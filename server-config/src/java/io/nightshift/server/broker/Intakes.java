package io.nightshift.server.broker;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionCreateConsumerMessage;
import org.apache.activemq.artemis.core.server.ServerSession;

/**
 * The queues that Nightshift consumes. Its consumers say so by a selector that every message meets, which is all that a consumer
 * can tell a broker about itself.
 */
final class Intakes {

    /** The same text as {@code Incoming.SELECTOR} of the engine. */
    private static final SimpleString SELECTOR = SimpleString.of("'nightshift' = 'nightshift'");

    /** The sessions of its consumers, by queue. Weak: a session that ended and is forgotten takes its entry along. */
    private static final Map<SimpleString, Set<ServerSession>> QUEUES = new ConcurrentHashMap<>();

    private Intakes() {}

    /**
     * A consumer of a queue is made in the server; {@code session} is null if the broker will not hear of it. Another's takes a
     * queue over only when no session is open in which Nightshift consumes it.
     */
    static void seen(SessionCreateConsumerMessage consumer, ServerSession session) {
        if (session == null) {
            return;
        }
        SimpleString queue = consumer.getQueueName();
        if (SELECTOR.equals(consumer.getFilterString())) {
            QUEUES.compute(queue, (name, known) -> {
                Set<ServerSession> sessions = known == null ? sessions() : known;
                sessions.add(session);
                return sessions;
            });
        } else {
            QUEUES.computeIfPresent(queue, (name, sessions) -> anyOpen(sessions) ? sessions : null);
        }
    }

    private static Set<ServerSession> sessions() {
        return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    }

    private static boolean anyOpen(Set<ServerSession> sessions) {
        synchronized (sessions) {
            return sessions.stream().anyMatch(session -> !session.isClosed());
        }
    }

    static boolean has(SimpleString queue) {
        return queue != null && QUEUES.containsKey(queue);
    }
}
