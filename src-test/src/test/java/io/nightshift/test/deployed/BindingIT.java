package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

/** An operator maps a queue that is there already to a job type; its senders change nothing. */
@RunAsClient
class BindingIT extends DeployedTest {

    private static final String QUEUE = "orders.placed";
    private static final String PATH = Api.V1 + "/bindings/" + QUEUE;

    @ArquillianResource
    @SuppressWarnings("NullAway.Init")
    private ManagementClient management;

    @Test
    void makesJobsOfTheMessagesOfABoundQueue() throws Exception {
        addQueue();
        String lane = unique("orders");

        as(User.ADMIN)
                .put(PATH, Jobs.json(Map.of("type", "test.echo", "queue", lane)))
                .expect(200);
        try (Sender shop = new Sender(SharedServer.ports().jms(), User.SUBMITTER.user(), User.SUBMITTER.password())) {
            shop.send(QUEUE, session -> session.createTextMessage("{\"text\": \"order 1\"}"));
            shop.send(QUEUE, session -> {
                TextMessage order = session.createTextMessage("{\"text\": \"order 2\"}");
                order.setStringProperty("anything", "of the shop's own");
                return order;
            });
            shop.send(QUEUE, session -> session.createTextMessage("no JSON"));
        }

        List<String> ids = await("jobs of the orders")
                .atMost(Duration.ofSeconds(40))
                .until(() -> jobs().list("queue=" + lane), found -> found.size() == 2);
        assertThat(ids)
                .allSatisfy(id -> assertThat(jobs().ended(id).at("/state")).isEqualTo("SUCCEEDED"));
        await("the reject")
                .atMost(Duration.ofSeconds(20))
                .until(() -> as(User.VIEWER)
                        .get(Api.V1 + "/rejects?limit=200")
                        .json()
                        .at("/rejects")
                        .findValuesAsText("source")
                        .contains(QUEUE));
        assertThat(as(User.VIEWER).get(PATH).expect(200).json().at("/consuming").asBoolean())
                .isTrue();

        as(User.ADMIN).delete(PATH).expect(204);
        assertThat(as(User.VIEWER).get(PATH).status()).isEqualTo(404);
    }

    @Test
    void saysWhyItCannotReceiveFromAQueueThatIsNotThere() {
        String path = Api.V1 + "/bindings/" + unique("missing");

        as(User.ADMIN).put(path, Jobs.json(Map.of("type", "test.echo"))).expect(200);

        await("the problem")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !as(User.VIEWER).get(path).at("/problem").isEmpty());
        as(User.ADMIN).delete(path).expect(204);
    }

    @Test
    void refusesToBindToATypeThatNobodyKnows() {
        assertThat(as(User.ADMIN)
                        .put(PATH + ".else", Jobs.json(Map.of("type", "no.such.type")))
                        .status())
                .isEqualTo(400);
    }

    private void addQueue() throws IOException, JMSException {
        ModelNode address = new ModelNode()
                .add("subsystem", "messaging-activemq")
                .add("server", "default")
                .add("jms-queue", QUEUE);
        ModelNode add = Operations.createAddOperation(address);
        add.get("entries").add("java:/jms/queue/" + QUEUE);
        ModelNode outcome = management.getControllerClient().execute(add);
        assertThat(Operations.isSuccessfulOutcome(outcome))
                .as(outcome.toString())
                .isTrue();
    }
}
