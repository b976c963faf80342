package io.nightshift.server.broker;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.LargeBodyReader;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.SessionReceiveLargeMessage;
import org.jboss.logging.Logger;

/**
 * Delivers what is too large as bytes that nobody reads, with its head in a property. A JMS client reads a text whole before its
 * listener is called, so a listener that asked for the size first would ask too late. What is stored stays as it is.
 */
final class Heads {

    /** The property; its name is {@code MessageReader.HEAD_PROPERTY} of the engine. */
    private static final String HEAD = "NightshiftHead";

    private static final int HEAD_BYTES = 8_000;
    /** Before a text's characters: a flag and their length. */
    private static final int TEXT_PREFIX = 1 + Integer.BYTES;

    private static final Logger LOG = Logger.getLogger(Heads.class);

    private final GuardLimits limits;

    Heads(GuardLimits limits) {
        this.limits = limits;
    }

    /** Changes the packet, if its message is for Nightshift and too large, or compressed and so of unknown size. */
    void only(SessionReceiveLargeMessage packet) {
        ICoreMessage message = packet.getLargeMessage().toCore();
        boolean compressed = Boolean.TRUE.equals(message.getObjectProperty(Message.HDR_LARGE_COMPRESSED));
        if (Intakes.has(message.getAddressSimpleString())
                && (compressed || limits.exceeds(packet.getLargeMessageSize()))) {
            packet.replaceMessage(unread(message, packet.getLargeMessageSize(), compressed ? "" : head(message)));
        }
    }

    private static CoreMessage unread(ICoreMessage message, long bytes, String head) {
        CoreMessage unread = new CoreMessage();
        unread.moveHeadersAndProperties(message);
        unread.setType(Message.BYTES_TYPE);
        unread.removeProperty(Message.HDR_LARGE_COMPRESSED);
        // JMS counts bytes as an int.
        unread.putLongProperty(Message.HDR_LARGE_BODY_SIZE, Math.min(bytes, Integer.MAX_VALUE));
        unread.putStringProperty(HEAD, head);
        return unread;
    }

    private static String head(ICoreMessage message) {
        boolean text = message.getType() == Message.TEXT_TYPE;
        Charset charset = text ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        try (LargeBodyReader body = message.getLargeBodyReader()) {
            body.open();
            ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
            body.readInto(bytes);
            bytes.position(text ? TEXT_PREFIX : 0);
            return charset.decode(bytes).toString();
        } catch (ActiveMQException | RuntimeException e) {
            LOG.debugf(e, "The head of message %s cannot be read", message.getMessageID());
            return "";
        }
    }
}
