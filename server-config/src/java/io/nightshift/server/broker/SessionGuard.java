package io.nightshift.server.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.core.Channel;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.ServerSessionPacketHandler;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ActiveMQExceptionMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ActiveMQExceptionMessage_V2;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionBindingQueryMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionQueueQueryMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendContinuationMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendLargeMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionSendMessage;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.utils.CompositeAddress;

/** Judges what clients send in their sessions: messages, whole or in pieces, and questions after names. */
final class SessionGuard {

    private static final String CLIENT_SET_USER = "JMSXUserID";

    private final GuardLimits limits;
    private final Streams streams;

    SessionGuard(GuardLimits limits) {
        this.limits = limits;
        this.streams = new Streams(limits);
    }

    /** False if the broker shall not see the packet; its sender has been answered then. */
    boolean admits(Packet packet, CoreRemotingConnection connection) throws ActiveMQException {
        if (packet instanceof SessionSendMessage sent) {
            return whole(sent, connection);
        }
        if (packet instanceof SessionSendLargeMessage begun) {
            return beginning(begun, connection);
        }
        if (packet instanceof SessionSendContinuationMessage piece) {
            return piece(piece, connection);
        }
        if (packet instanceof SessionQueueQueryMessage query) {
            return question(query.getQueueName(), packet, connection);
        }
        if (packet instanceof SessionBindingQueryMessage query) {
            return question(query.getAddress(), packet, connection);
        }
        return true;
    }

    private boolean whole(SessionSendMessage packet, CoreRemotingConnection connection) {
        ServerSession session = session(packet, connection);
        if (session == null) {
            return false;
        }
        ICoreMessage message = packet.getMessage();
        ActiveMQException wrong = wrong(message, session);
        int bytes = message.getBodyBufferSize();
        if (wrong == null && limits.exceeds(bytes)) {
            wrong = Streams.tooLarge(bytes, limits);
        }
        if (wrong != null) {
            refuse(packet, session, connection, wrong);
            return false;
        }
        stamp(message, session);
        return true;
    }

    private boolean beginning(SessionSendLargeMessage packet, CoreRemotingConnection connection) {
        ServerSession session = session(packet, connection);
        if (session == null) {
            return false;
        }
        ICoreMessage message = packet.getLargeMessage().toCore();
        ActiveMQException wrong = wrong(message, session);
        streams.begin(session, wrong);
        if (wrong == null) {
            stamp(message, session);
        }
        return wrong == null;
    }

    /**
     * The pieces of a refused message are let fall one by one. Its sender hears why at the last one, for it waits for an answer
     * to that one only.
     */
    private boolean piece(SessionSendContinuationMessage packet, CoreRemotingConnection connection) {
        ServerSession session = session(packet, connection);
        if (session == null) {
            return false;
        }
        ActiveMQException wrong = streams.add(session, packet.getBody().length, !packet.isContinues());
        if (wrong == null) {
            return true;
        }
        if (packet.isContinues()) {
            connection.getChannel(packet.getChannelID(), -1).confirm(packet);
        } else {
            refuse(packet, session, connection, wrong);
        }
        return false;
    }

    /** A name with a wildcard would be answered with all names that match it. */
    private static boolean question(SimpleString name, Packet packet, CoreRemotingConnection connection) {
        ServerSession session = session(packet, connection);
        if (session == null) {
            return false;
        }
        if (name != null && (name.contains('*') || name.contains('#'))) {
            connection
                    .getChannel(packet.getChannelID(), -1)
                    .send(new ActiveMQExceptionMessage(new ActiveMQException(
                            ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST, "Ask for one queue, without * and #")));
            return false;
        }
        return true;
    }

    private static ActiveMQException wrong(ICoreMessage message, ServerSession session) {
        byte type = message.getType();
        if (type == Message.EMBEDDED_TYPE || type == Message.LARGE_EMBEDDED_TYPE) {
            return new ActiveMQException(
                    ActiveMQExceptionType.UNSUPPORTED_PACKET, "A message within a message is not taken");
        }
        if (message.containsProperty(Message.HDR_LARGE_COMPRESSED)
                && !Boolean.FALSE.equals(message.getObjectProperty(Message.HDR_LARGE_COMPRESSED))) {
            // A few kilobytes may hold gigabytes, and only whoever unpacks them knows.
            return new ActiveMQException(
                    ActiveMQExceptionType.LARGE_MESSAGE_ERROR_BODY,
                    "Compressed messages are not taken; set compressLargeMessage of the connection factory to false");
        }
        SimpleString address = address(message, session);
        if (address == null || session.getAddress(CompositeAddress.extractAddressName(address)) == null) {
            return new ActiveMQException(
                    ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST,
                    "There is no queue '" + address + "'; nothing was sent. Queues are named jms.queue.<name>");
        }
        return null;
    }

    private static SimpleString address(ICoreMessage message, ServerSession session) {
        SimpleString address = message.getAddressSimpleString();
        return address == null ? SimpleString.of(session.getDefaultAddress()) : address;
    }

    /** Whatever the client says of itself, the message carries the name that the session was opened with. */
    private static void stamp(ICoreMessage message, ServerSession session) {
        if (message.containsProperty(CLIENT_SET_USER)) {
            message.removeProperty(CLIENT_SET_USER);
        }
        message.setValidatedUserID(session.getUsername());
    }

    /** Tells the sender. Who does not wait for an answer hears it at the commit, or else by the end of the connection. */
    private static void refuse(
            Packet packet, ServerSession session, CoreRemotingConnection connection, ActiveMQException wrong) {
        session.markTXFailed(wrong);
        if (packet.isRequiresResponse()) {
            connection
                    .getChannel(packet.getChannelID(), -1)
                    .send(
                            packet.isResponseAsync()
                                    ? new ActiveMQExceptionMessage_V2(packet.getCorrelationID(), wrong)
                                    : new ActiveMQExceptionMessage(wrong));
        } else if (session.getCurrentTransaction() == null) {
            connection.fail(wrong);
        }
    }

    /** The session that a packet belongs to; null before there is one, when the broker does not hear the packet either. */
    static ServerSession session(Packet packet, CoreRemotingConnection connection) {
        Channel channel = connection.getChannel(packet.getChannelID(), -1);
        if (channel.getHandler() instanceof ServerSessionPacketHandler handler) {
            return handler.getSession();
        }
        // To ask for a channel makes it: whoever names many would fill the memory.
        connection.removeChannel(packet.getChannelID());
        return null;
    }
}
