package io.nightshift.engine.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The broker's client is not ours and cannot run here; with a real broker, two nodes in the benchmark use it. */
class TopicSenderTest {

    private final List<Map<String, Object>> sent = new ArrayList<>();
    private int opened;
    private int closed;
    private boolean broken;
    private boolean refusing;

    private final TopicSender sender = new TopicSender(
            fake(ConnectionFactory.class, (call, args) -> connection()), fake(Topic.class, (call, args) -> null), "me");

    @Test
    void keepsItsConnectionFromHintToHint() throws JMSException {
        sender.send(List.of("a", "b"));
        sender.send(List.of("c"));

        assertThat(sent)
                .containsExactly(
                        Map.of("queue", "a", "node", "me"),
                        Map.of("queue", "b", "node", "me"),
                        Map.of("queue", "c", "node", "me"));
        assertThat(opened).isEqualTo(1);
        assertThat(closed).isZero();
    }

    @Test
    void opensAnotherConnectionAfterOneThatFailed() throws JMSException {
        sender.send(List.of("a"));
        broken = true;
        assertThatThrownBy(() -> sender.send(List.of("b"))).isInstanceOf(JMSException.class);
        assertThat(closed).isEqualTo(1);

        broken = false;
        sender.send(List.of("c"));

        assertThat(opened).isEqualTo(2);
        assertThat(sent).extracting(hint -> hint.get("queue")).containsExactly("a", "c");
    }

    @Test
    void leavesNoConnectionOpenThatCannotBeUsed() throws JMSException {
        refusing = true;
        assertThatThrownBy(() -> sender.send(List.of("a"))).isInstanceOf(JMSException.class);
        assertThat(closed).isEqualTo(1);

        refusing = false;
        sender.send(List.of("b"));
        assertThat(sent).hasSize(1);
    }

    @Test
    void closesItsConnectionAndOpensNoneAfterwards() throws JMSException {
        sender.send(List.of("a"));
        sender.close();
        sender.send(List.of("b"));

        assertThat(sent).hasSize(1);
        assertThat(opened).isEqualTo(1);
        assertThat(closed).isEqualTo(1);
    }

    private Connection connection() {
        opened++;
        return fake(Connection.class, (call, args) -> {
            if (call.equals("close")) {
                closed++;
            }
            return call.equals("createSession") ? session() : null;
        });
    }

    private Session session() {
        return fake(Session.class, (call, args) -> switch (call) {
            case "createProducer" -> producer();
            case "createMessage" -> message();
            default -> null;
        });
    }

    private MessageProducer producer() throws JMSException {
        if (refusing) {
            throw new JMSException("no such topic");
        }
        return fake(MessageProducer.class, (call, args) -> {
            if (call.equals("send")) {
                if (broken) {
                    throw new JMSException("the connection is gone");
                }
                sent.add(((Hint) args[0]).properties());
            }
            return null;
        });
    }

    /** What a faked message remembers. */
    private interface Hint extends Message {

        Map<String, Object> properties();
    }

    private static Hint message() {
        Map<String, Object> properties = new HashMap<>();
        return fake(Hint.class, (call, args) -> {
            if (call.equals("setStringProperty")) {
                properties.put((String) args[0], args[1]);
            }
            return call.equals("properties") ? properties : null;
        });
    }

    /** Answers the calls of an interface. */
    @FunctionalInterface
    private interface Answers {

        @Nullable
        Object to(String call, Object[] args) throws JMSException;
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> answers.to(method.getName(), args)));
    }
}
