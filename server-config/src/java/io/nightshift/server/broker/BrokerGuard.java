package io.nightshift.server.broker;

import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl.CHANNEL_ID;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.CreateSessionMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionResponseMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionCreateConsumerMessage;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jboss.logging.Logger;

/**
 * Judges each packet before the broker sees it. The broker looks at packets of its own kind (clusters, replication,
 * federation, queues that another broker wants made) before it asks who sends them, so none of those is let in: they come
 * from brokers, and none is a client here. A packet that cannot be judged ends its connection.
 */
public final class BrokerGuard implements Interceptor {

    private static final Logger LOG = Logger.getLogger(BrokerGuard.class);

    private final GuardLimits limits = GuardLimits.ofServer();
    private final SessionGuard sessions = new SessionGuard(limits);

    /** For the server, which makes one. */
    public BrokerGuard() {}

    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) {
        if (connection.getTransportConnection() instanceof InVMConnection) {
            if (packet instanceof SessionCreateConsumerMessage consumer && !consumer.isBrowseOnly()) {
                Intakes.seen(consumer, SessionGuard.session(packet, (CoreRemotingConnection) connection));
            }
            return true;
        }
        try {
            return admits(packet, (CoreRemotingConnection) connection);
        } catch (ActiveMQException | RuntimeException e) {
            LOG.debugf(e, "The connection from %s is ended for a packet", connection.getRemoteAddress());
            connection.fail(
                    e instanceof ActiveMQException told
                            ? told
                            : new ActiveMQSecurityException("A packet that cannot be understood"));
            return false;
        }
    }

    private boolean admits(Packet packet, CoreRemotingConnection connection) throws ActiveMQException {
        // Whatever the first packet is: nobody has to open a session to send.
        Frames.bound(connection, limits.frameBytes());
        long channel = packet.getChannelID();
        if (channel >= CHANNEL_ID.USER.id) {
            return sessions.admits(packet, connection);
        }
        if (channel == CHANNEL_ID.SESSION.id) {
            return opens(packet, connection);
        }
        return switch (channel == CHANNEL_ID.PING.id ? packet.getType() : PacketImpl.FEDERATION_DOWNSTREAM_CONNECT) {
            case PacketImpl.PING,
                    PacketImpl.SUBSCRIBE_TOPOLOGY,
                    PacketImpl.SUBSCRIBE_TOPOLOGY_V2,
                    PacketImpl.DISCONNECT,
                    PacketImpl.DISCONNECT_V2,
                    PacketImpl.DISCONNECT_V3 -> true;
            default -> throw notForClients();
        };
    }

    private static boolean opens(Packet packet, CoreRemotingConnection connection) throws ActiveMQException {
        if (packet instanceof CreateSessionMessage asked) {
            // Whoever knows the cluster's password may do everything, and its default is in the handbook.
            if (ActiveMQDefaultConfiguration.getDefaultClusterUser().equals(asked.getUsername())) {
                throw notForClients();
            }
            return true;
        }
        return switch (packet.getType()) {
            case PacketImpl.CHECK_FOR_FAILOVER -> true;
            case PacketImpl.REATTACH_SESSION -> {
                // A session is had by its name alone, without its password. "Not here" makes a client sign in anew.
                connection.getChannel(CHANNEL_ID.SESSION.id, -1).send(new ReattachSessionResponseMessage(-1, false));
                yield false;
            }
            default -> throw notForClients();
        };
    }

    private static ActiveMQSecurityException notForClients() {
        return new ActiveMQSecurityException("This is not for clients");
    }
}
