package io.nightshift.server.broker;

import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffers;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionQueueQueryResponseMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionReceiveLargeMessage;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Sees each packet that leaves the broker: clients learn of a queue that it exists, not how full it is, and Nightshift's own
 * consumers get the heads of messages that are too large to be read.
 */
public final class DeliveryGuard implements Interceptor {

    /** Where the numbers lie in an answer, after three flags: an int, consumers, and a long, messages. */
    private static final int CONSUMERS = 3;

    private static final int MESSAGES = CONSUMERS + Integer.BYTES;

    private final Heads heads = new Heads(GuardLimits.ofServer());

    /** For the server, which makes one. */
    public DeliveryGuard() {}

    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) {
        boolean within = connection.getTransportConnection() instanceof InVMConnection;
        if (packet instanceof SessionReceiveLargeMessage large && within) {
            heads.only(large);
        } else if (packet instanceof SessionQueueQueryResponseMessage answer && !within) {
            withoutNumbers(answer);
        }
        return true;
    }

    private static void withoutNumbers(SessionQueueQueryResponseMessage answer) {
        ActiveMQBuffer buffer = ActiveMQBuffers.dynamicBuffer(256);
        answer.encodeRest(buffer);
        buffer.setInt(CONSUMERS, 0);
        buffer.setLong(MESSAGES, 0);
        answer.decodeRest(buffer);
    }
}
