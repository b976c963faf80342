package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Console;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Types and queues that are bound to roles or users, on every way in. */
class AccessIT extends DeployedTest {

    private static final String TYPE = Api.V1 + "/job-types/test.echo/access";
    private static final String QUEUE = Api.V1 + "/queues/only-for-some/access";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CLEANUP = Jobs.body("retention.cleanup", Map.of("succeededDays", 0), Map.of());

    @AfterEach
    void unbind() {
        as(User.ADMIN).delete(TYPE);
        as(User.ADMIN).delete(QUEUE);
        await("anybody may again")
                .atMost(SOON)
                .until(() -> submit(User.SUBMITTER, "default").status() == 201);
    }

    @Test
    void noSubmitterRemovesTheHistory() throws Exception {
        Reply refused = as(User.SUBMITTER).post(Jobs.PATH, CLEANUP).expect(403);

        assertThat(refused.at("/type")).endsWith("not-permitted");
        assertThat(refused.at("/detail")).contains("retention.cleanup").contains("operator");
        as(User.SUBMITTER)
                .post(Api.V1 + "/jobs:batch", "{\"jobs\":[" + CLEANUP + "]}")
                .expect(403);
        String text = unique("by message");
        try (Sender sender = new Sender(SharedServer.ports().jms(), User.SUBMITTER.user(), User.SUBMITTER.password())) {
            sender.send("nightshift.submit", session -> {
                TextMessage message = session.createTextMessage("{\"succeededDays\": 0}");
                message.setStringProperty("type", "retention.cleanup");
                message.setStringProperty("tags", text);
                return message;
            });
        }
        await("the message is rejected")
                .atMost(SOON)
                .until(() -> as(User.VIEWER)
                        .get(Api.V1 + "/rejects?limit=50")
                        .expect(200)
                        .text()
                        .contains("Job type retention.cleanup is for operator, admin"));
        assertThat(jobs().list("type=retention.cleanup&tag=" + text.replace(" ", "%20")))
                .isEmpty();
        assertThat(as(User.VIEWER)
                        .get(Api.V1 + "/job-types/retention.cleanup")
                        .expect(200)
                        .at("/submitters/0"))
                .isEqualTo("operator");
    }

    @Test
    void anAdministratorBindsATypeToUsersAndLetsItGo() {
        as(User.ADMIN).put(TYPE, "{\"roles\":[],\"users\":[\"test-operator\"]}").expect(200);

        await("it counts")
                .atMost(SOON)
                .until(() -> submit(User.SUBMITTER, "default").status() == 403);
        assertThat(submit(User.OPERATOR, "default").status()).isEqualTo(201);
        assertThat(submit(User.ADMIN, "default").status()).isEqualTo(201);
        Console console = new Console(SharedServer.ports().http());
        console.signIn(User.SUBMITTER.user(), User.SUBMITTER.password());
        assertThat(console.get("/nightshift/submit.xhtml").expect(200).text())
                .contains("<b>test.flaky</b>")
                .doesNotContain("<b>test.echo</b>")
                .doesNotContain("<b>retention.cleanup</b>");
        Reply holding = as(User.ADMIN).get(TYPE).expect(200);
        assertThat(holding.at("/rule")).isEqualTo("SET");
        assertThat(holding.at("/users/0")).isEqualTo("test-operator");

        as(User.ADMIN).delete(TYPE).expect(204);
        as(User.ADMIN).delete(TYPE).expect(404);
        assertThat(as(User.ADMIN).get(TYPE).expect(200).at("/rule")).isEqualTo("NONE");
        assertThat(as(User.OPERATOR).get(Api.V1 + "/audit?limit=50").expect(200).text())
                .contains("type.access")
                .contains("\"users\":[\"test-operator\"]");
    }

    @Test
    void aScheduleNeedsTheRightToSubmitItsJobs() {
        as(User.ADMIN).put(TYPE, "{\"roles\":[\"submitter\"]}").expect(200);
        await("it counts")
                .atMost(SOON)
                .until(() -> submit(User.OPERATOR, "default").status() == 403);
        String schedule = Jobs.json(
                Map.of("name", unique("bound"), "type", "test.echo", "args", Map.of("text", "x"), "cron", "0 2 * * *"));

        Reply refused = as(User.OPERATOR).post(Api.V1 + "/schedules", schedule).expect(403);
        assertThat(refused.at("/detail")).contains("test.echo");

        String id =
                as(User.ADMIN).post(Api.V1 + "/schedules", schedule).expect(201).at("/id");
        as(User.OPERATOR).post(Api.V1 + "/schedules/" + id + "/run", "").expect(403);
        as(User.ADMIN).delete(Api.V1 + "/schedules/" + id).expect(204);
    }

    @Test
    void aQueueIsBoundToo() {
        as(User.ADMIN).put(QUEUE, "{\"roles\":[\"operator\"]}").expect(200);

        await("it counts")
                .atMost(SOON)
                .until(() -> submit(User.SUBMITTER, "only-for-some").status() == 403);
        assertThat(submit(User.SUBMITTER, "default").status()).isEqualTo(201);
        assertThat(submit(User.OPERATOR, "only-for-some").status()).isEqualTo(201);
    }

    @Test
    void tellsWhatIsWrongWithARule() {
        for (String wrong : List.of("{}", "{\"roles\":[\"viewer\"]}", "{\"users\":[\"a,b\"]}", "{\"roles\":[null]}")) {
            as(User.ADMIN).put(TYPE, wrong).expect(400);
        }
    }

    private static Reply submit(User user, String queue) {
        return as(user).post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "x"), Map.of("queue", queue)));
    }
}
