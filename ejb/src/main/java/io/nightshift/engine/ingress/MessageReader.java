package io.nightshift.engine.ingress;

import io.nightshift.engine.ingress.Incoming.Body;
import io.nightshift.engine.ingress.Incoming.Text;
import io.nightshift.engine.ingress.Incoming.Unusable;
import io.nightshift.store.text.Utf8;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages. Text and bytes only: the body of an object, map or stream message is never touched, so no class from
 * outside is ever loaded. Of what is too large the size is enough: the broker's guard sends its head along, for a client that
 * reads a byte of a body has all of it in memory.
 */
final class MessageReader {

    /** Characters of a body that are kept of a reject. */
    static final int HEAD = 4_000;

    /** Set by the broker's guard in place of a body that is too large: the body's beginning. */
    static final String HEAD_PROPERTY = "NightshiftHead";

    /** Bytes of a message that a broker without our guard may have in memory for its head. */
    private static final long MOST_FOR_HEAD = 8L << 20;

    private final int maxBytes;

    MessageReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reads a message that came from this queue. */
    Incoming read(Message message, String destination) throws JMSException {
        Map<String, Object> properties = properties(message);
        Object head = properties.remove(HEAD_PROPERTY);
        Object user = properties.get("JMSXUserID");
        return new Incoming(
                destination,
                message.getJMSMessageID(),
                user instanceof String name && !name.isBlank() ? name : null,
                properties,
                HeaderJson.of(headers(message), properties),
                head instanceof String text ? unread(message, text) : body(message));
    }

    /** Of a message whose body must stay unread. */
    Incoming readHeaders(Message message, String destination) throws JMSException {
        Map<String, Object> properties = properties(message);
        return new Incoming(
                destination,
                message.getJMSMessageID(),
                null,
                properties,
                HeaderJson.of(headers(message), properties),
                new Unusable("", "", 0));
    }

    private static Map<String, Object> properties(Message message) throws JMSException {
        Map<String, Object> properties = new LinkedHashMap<>();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = String.valueOf(names.nextElement());
            Object value = message.getObjectProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        // The broker lists only what producers set; this one it fills in itself.
        String user = message.getStringProperty("JMSXUserID");
        if (user != null) {
            properties.put("JMSXUserID", user);
        }
        return properties;
    }

    private static Map<String, @Nullable Object> headers(Message message) throws JMSException {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put("JMSMessageID", message.getJMSMessageID());
        headers.put("JMSCorrelationID", message.getJMSCorrelationID());
        headers.put("JMSType", message.getJMSType());
        headers.put("JMSTimestamp", message.getJMSTimestamp());
        headers.put("JMSExpiration", message.getJMSExpiration());
        headers.put("JMSPriority", message.getJMSPriority());
        headers.put("JMSRedelivered", message.getJMSRedelivered());
        Destination replyTo = message.getJMSReplyTo();
        headers.put("JMSReplyTo", replyTo == null ? null : replyTo.toString());
        return headers;
    }

    private Body body(Message message) throws JMSException {
        // Kinds are told apart by interface, and those that are refused come first: their body stays unread.
        if (message instanceof ObjectMessage) {
            return refused("an ObjectMessage; Java objects are never deserialised");
        }
        if (message instanceof MapMessage) {
            return refused("a MapMessage");
        }
        if (message instanceof StreamMessage) {
            return refused("a StreamMessage");
        }
        if (message instanceof TextMessage text) {
            return text(text.getText());
        }
        if (message instanceof BytesMessage bytes) {
            return bytes(bytes);
        }
        return text(null);
    }

    private Unusable unread(Message message, String head) throws JMSException {
        return tooLarge(head, message instanceof BytesMessage bytes ? bytes.getBodyLength() : 0);
    }

    private static Unusable refused(String kind) {
        return new Unusable("This is " + kind + ". Send a TextMessage, or a BytesMessage in UTF-8, with JSON", "", 0);
    }

    private Body text(@Nullable String text) {
        if (text == null) {
            return new Text("", 0);
        }
        long bytes = Utf8.length(text);
        if (bytes > maxBytes) {
            return tooLarge(text, bytes);
        }
        if (!StorableText.storable(text)) {
            return new Unusable("The body contains NUL or half a surrogate pair, so it is no text", text, bytes);
        }
        return new Text(text, bytes);
    }

    private Body bytes(BytesMessage message) throws JMSException {
        long length = message.getBodyLength();
        if (length > maxBytes) {
            return tooLarge(
                    length > MOST_FOR_HEAD ? "" : new String(read(message, HEAD), StandardCharsets.UTF_8), length);
        }
        byte[] content = read(message, (int) length);
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text(decoded);
        } catch (CharacterCodingException e) {
            return new Unusable("The bytes are not UTF-8", new String(content, StandardCharsets.UTF_8), length);
        }
    }

    private static byte[] read(BytesMessage message, int length) throws JMSException {
        byte[] content = new byte[length];
        int read = length == 0 ? 0 : message.readBytes(content, length);
        if (read < length) {
            return java.util.Arrays.copyOf(content, Math.max(0, read));
        }
        return content;
    }

    private Unusable tooLarge(String head, long bytes) {
        return new Unusable(
                "The body has " + bytes + " bytes, at most " + maxBytes + " are allowed (nightshift.payload.max.bytes)",
                head,
                bytes);
    }
}
