package io.nightshift.engine.ingress;

import io.nightshift.engine.fake.MemoryStores;
import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages without a broker. Whoever touches the body of a kind that must not be touched fails the test. */
final class FakeMessage {

    private final Map<String, Object> properties = new LinkedHashMap<>();
    private @Nullable String id = "ID:1";

    static FakeMessage aMessage() {
        return new FakeMessage();
    }

    FakeMessage id(@Nullable String newId) {
        id = newId;
        return this;
    }

    FakeMessage with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    TextMessage text(@Nullable String text) {
        return of(TextMessage.class, (method, args) -> {
            if (method.equals("getText")) {
                return text;
            }
            throw new AssertionError("Unexpected call of " + method);
        });
    }

    BytesMessage bytes(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), new ArrayList<>());
    }

    /** Notes how many bytes were read at once. */
    BytesMessage bytes(byte[] content, List<Integer> reads) {
        return of(BytesMessage.class, (method, args) -> {
            if (method.equals("getBodyLength")) {
                return (long) content.length;
            }
            if (method.equals("readBytes")) {
                byte[] target = (byte[]) args[0];
                int length = Math.min((int) args[1], content.length);
                System.arraycopy(content, 0, target, 0, length);
                reads.add(length);
                return length;
            }
            throw new AssertionError("Unexpected call of " + method);
        });
    }

    ObjectMessage object() {
        return of(ObjectMessage.class, FakeMessage::untouchable);
    }

    MapMessage map() {
        return of(MapMessage.class, FakeMessage::untouchable);
    }

    StreamMessage stream() {
        return of(StreamMessage.class, FakeMessage::untouchable);
    }

    Message empty() {
        return of(Message.class, FakeMessage::untouchable);
    }

    private static Object untouchable(String method, Object[] args) {
        throw new AssertionError("The body must stay unread, " + method + " was called");
    }

    private <T extends Message> T of(Class<T> kind, MemoryStores.Answer body) {
        return MemoryStores.proxy(kind, (method, args) -> switch (method) {
            case "getPropertyNames" -> Collections.enumeration(properties.keySet());
            case "getObjectProperty" -> properties.get((String) args[0]);
            case "getStringProperty" -> {
                Object value = properties.get((String) args[0]);
                yield value == null ? null : value.toString();
            }
            case "getJMSMessageID" -> id;
            case "getJMSCorrelationID", "getJMSType", "getJMSReplyTo" -> null;
            case "getJMSTimestamp", "getJMSExpiration" -> 0L;
            case "getJMSPriority" -> 4;
            case "getJMSRedelivered" -> false;
            default -> body.call(method, args);
        });
    }
}
