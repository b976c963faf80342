package io.nightshift.test.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.client.impl.ClientSessionFactoryInternal;
import org.apache.activemq.artemis.core.client.impl.ClientSessionInternal;
import org.apache.activemq.artemis.core.protocol.core.Channel;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.CreateQueueMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionResponseMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

/** Who a client is, and what it may ask, say its sign-in and the broker, never the client. */
class ClientsIT extends BrokerTest {

    private static final String CLUSTER_USER = "ACTIVEMQ.CLUSTER.ADMIN.USER";
    private static final String CLUSTER_PASSWORD = "CHANGE ME!!";

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    @Test
    void makesTheSignedInUserTheSubmitter() throws JMSException {
        String tag = unique("forged");

        try (Sender sender = submitter()) {
            sender.send(QUEUE, session -> {
                Message message = echo(session, tag);
                message.setStringProperty("JMSXUserID", User.ADMIN.user());
                message.setStringProperty("_AMQ_VALIDATED_USER", User.ADMIN.user());
                return message;
            });
            sender.send(QUEUE, session -> {
                Message large = echo(session, tag, "x".repeat(90_000));
                large.setStringProperty("JMSXUserID", User.ADMIN.user());
                return large;
            });
        }

        List<String> ids = await("both jobs")
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs().list("tag=" + tag), found -> found.size() == 2);
        assertThat(ids)
                .allSatisfy(id -> assertThat(jobs().find(id).at("/submitter")).isEqualTo(User.SUBMITTER.user()));
    }

    @Test
    void keepsTheKeysOfTwoSendersApartIfTheyWantIt() throws JMSException {
        String other = unique("erp");
        String token = as(User.ADMIN)
                .post(
                        Api.V1 + "/users",
                        Jobs.json(Map.of("name", other, "service", true, "roles", List.of("submitter"))))
                .expect(201)
                .at("/secret");
        String key = unique("key");

        try (Sender first = submitter();
                Sender second = new Sender(port(), other, token)) {
            for (Sender sender : List.of(first, second, first)) {
                sender.send(QUEUE, session -> {
                    Message message = echo(session, key);
                    message.setStringProperty("idempotencyKey", key);
                    message.setStringProperty("idempotencyScope", "SUBMITTER");
                    return message;
                });
            }
        }

        List<String> ids = await("a job of each")
                .atMost(Duration.ofSeconds(30))
                .until(() -> jobs().list("tag=" + key), found -> found.size() == 2);
        Set<String> submitters =
                ids.stream().map(id -> jobs().find(id).at("/submitter")).collect(Collectors.toSet());
        assertThat(submitters).containsExactlyInAnyOrder(User.SUBMITTER.user(), other);
    }

    @Test
    void tellsNobodyWhichQueuesThereAreAndHowFullTheyAre() throws Exception {
        String queue = unique("waiting");
        addQueue(queue);

        try (Sender sender = submitter()) {
            for (int i = 0; i < 3; i++) {
                sender.send(queue, session -> session.createTextMessage("waits"));
            }
            ClientSession core = ((ActiveMQSession) sender.session()).getCoreSession();
            ClientSession.QueueQuery found = core.queueQuery(SimpleString.of("jms.queue." + queue));
            assertThat(found.isExists()).isTrue();
            assertThat(found.getMessageCount()).isZero();
            assertThat(found.getConsumerCount()).isZero();
            for (String pattern : List.of("#", "jms.queue.*", "jms.queue.#")) {
                assertThatThrownBy(() -> core.addressQuery(SimpleString.of(pattern)))
                        .as(pattern)
                        .isInstanceOf(ActiveMQException.class);
            }
        }

        assertThat(messages(queue)).isEqualTo(3);
    }

    @Test
    void refusesNamesThatDoNotExist() throws JMSException {
        String missing = unique("no.such");

        try (Sender sender = submitter()) {
            assertThatThrownBy(() -> sender.send(missing, session -> session.createTextMessage("lost?")))
                    .isInstanceOf(JMSException.class);
            // The core protocol asks nothing beforehand.
            ClientSession core = ((ActiveMQSession) sender.session()).getCoreSession();
            assertThatThrownBy(() -> core.createProducer()
                            .send(SimpleString.of("jms.queue." + missing), core.createMessage(true)))
                    .isInstanceOf(ActiveMQException.class)
                    .hasMessageContaining("There is no queue");
        }
    }

    @Test
    void letsNobodyMakeOrManageAnything() throws JMSException {
        try (Sender sender = submitter()) {
            ClientSession core = ((ActiveMQSession) sender.session()).getCoreSession();
            assertThatThrownBy(() -> core.createQueue("jms.queue.mine", "jms.queue.mine"))
                    .isInstanceOf(ActiveMQException.class);
            assertThatThrownBy(() -> core.createProducer().send("activemq.management", core.createMessage(true)))
                    .isInstanceOf(ActiveMQException.class);
            assertThatThrownBy(() -> sender.session().createTemporaryQueue()).isInstanceOf(JMSException.class);
            assertThatThrownBy(() ->
                            sender.session().createConsumer(sender.session().createTopic("jms.topic.nightshift.hint")))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> sender.session()
                            .createBrowser(sender.session().createQueue("jms.queue." + QUEUE))
                            .getEnumeration())
                    .isInstanceOf(JMSException.class);
        }
    }

    /** The broker's own name for a cluster, with the password that its handbook prints, may do everything. */
    @Test
    void knowsNoClusterUser() {
        assertThatThrownBy(() -> new Sender(port(), CLUSTER_USER, CLUSTER_PASSWORD).close())
                .isInstanceOf(JMSException.class);
    }

    /** Packets that the broker would obey before it knows who sends them. */
    @Test
    void obeysNobodyWhoIsNotSignedIn() throws Exception {
        String queue = unique("planted");

        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port());
                ClientSessionFactoryInternal connected = (ClientSessionFactoryInternal)
                        factory.getServerLocator().createSessionFactory()) {
            CoreRemotingConnection connection = (CoreRemotingConnection) connected.getConnection();
            connection
                    .getChannel(1, -1)
                    .send(new CreateQueueMessage(
                            SimpleString.of(queue), SimpleString.of(queue), null, true, false, false));
            await("the end of the connection")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> connection.isDestroyed()
                            || !connection.getTransportConnection().isOpen());
        }

        assertThat(queueNames()).doesNotContain(queue).contains("jms.queue." + QUEUE);
    }

    /** A session would be had by its name alone. */
    @Test
    void handsNoSessionOver() throws Exception {
        String tag = unique("session");

        try (Sender victim = submitter("&confirmationWindowSize=100000&reconnectAttempts=0", false);
                ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port());
                ClientSessionFactoryInternal thief = (ClientSessionFactoryInternal)
                        factory.getServerLocator().createSessionFactory()) {
            String name = ((ClientSessionInternal) ((ActiveMQSession) victim.session()).getCoreSession()).getName();
            Channel channel = ((CoreRemotingConnection) thief.getConnection()).getChannel(1, -1);

            ReattachSessionResponseMessage answer = (ReattachSessionResponseMessage)
                    channel.sendBlocking(new ReattachSessionMessage(name, 0), PacketImpl.REATTACH_SESSION_RESP);

            assertThat(answer.isReattached()).isFalse();
            victim.send(QUEUE, session -> echo(session, tag));
        }
        onlyJob(as(User.OPERATOR), tag);
    }

    private void addQueue(String queue) throws Exception {
        ModelNode add = Operations.createAddOperation(address(queue));
        add.get("entries").add("java:/jms/queue/" + queue);
        assertThat(Operations.isSuccessfulOutcome(
                        management.getControllerClient().execute(add)))
                .isTrue();
    }

    private long messages(String queue) throws Exception {
        ModelNode read = Operations.createReadAttributeOperation(address(queue), "message-count");
        return Operations.readResult(management.getControllerClient().execute(read))
                .asLong();
    }

    private List<String> queueNames() throws Exception {
        ModelNode read = Operations.createOperation("read-children-names", server());
        read.get("child-type").set("runtime-queue");
        return Operations.readResult(management.getControllerClient().execute(read)).asList().stream()
                .map(ModelNode::asString)
                .toList();
    }

    private static ModelNode address(String queue) {
        return server().add("jms-queue", queue);
    }

    private static ModelNode server() {
        return new ModelNode().add("subsystem", "messaging-activemq").add("server", "default");
    }
}
