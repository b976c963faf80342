package io.nightshift.server.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * The queues that Nightshift consumes. Its consumers say so by a selector that every message meets, which is all that a consumer
 * can tell a broker about itself.
 */
final class Intakes {

    /** The same text as {@code Incoming.SELECTOR} of the engine. */
    private static final SimpleString SELECTOR = SimpleString.of("'nightshift' = 'nightshift'");

    private static final Set<SimpleString> QUEUES = ConcurrentHashMap.newKeySet();

    private Intakes() {}

    /** A consumer of a queue is made in the server. The last one tells whose queue it is. */
    static void seen(SimpleString queue, SimpleString filter) {
        if (SELECTOR.equals(filter)) {
            QUEUES.add(queue);
        } else {
            QUEUES.remove(queue);
        }
    }

    static boolean has(SimpleString queue) {
        return queue != null && QUEUES.contains(queue);
    }
}
