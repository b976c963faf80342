package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People and services are made, come in with their secret, and not without. */
class UsersIT extends DeployedTest {

    private static final String PATH = Api.V1 + "/users";
    private static final String JOB = Jobs.body("test.echo", Map.of("text", "of a service"), Map.of());

    @Test
    void letsAServiceInWithItsToken() throws JMSException {
        String name = unique("erp");
        String token = make(name, true, "submitter").at("/secret");

        assertThat(token).hasSize(43);
        Reply submitted = api(name, token).post(Jobs.PATH, JOB);
        assertThat(submitted.status()).isEqualTo(201);
        assertThat(jobs().ended(submitted.at("/id")).at("/submitter")).isEqualTo(name);
        assertThat(api(name, token).get(Api.V1 + "/queues").status()).isEqualTo(403);
        try (Sender sender = new Sender(SharedServer.ports().jms(), name, token)) {
            assertThat(sender.send("nightshift.submit", session -> {
                        var message = session.createTextMessage("{\"text\": \"by token\"}");
                        message.setStringProperty("type", "test.echo");
                        return message;
                    }))
                    .isNotEmpty();
        }
    }

    @Test
    void letsNoServiceInWithAnythingElse() {
        String name = unique("erp");
        String token = make(name, true, "submitter").at("/secret");

        for (String wrong : List.of("", "x", token + "x", token.substring(1), name)) {
            assertThat(api(name, wrong).post(Jobs.PATH, JOB).status()).as(wrong).isEqualTo(401);
        }
        assertThatThrownBy(() -> new Sender(SharedServer.ports().jms(), name, "x").close())
                .isInstanceOf(JMSException.class);
    }

    @Test
    void replacesASecret() {
        for (boolean service : new boolean[] {true, false}) {
            String name = unique("renewed");
            String old = make(name, service, "viewer").at("/secret");

            String fresh = as(User.ADMIN)
                    .post(PATH + "/" + name + "/secret", "")
                    .expect(200)
                    .at("/secret");

            assertThat(fresh).isNotEqualTo(old);
            await("the new secret")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> api(name, fresh).get(Jobs.PATH).status() == 200
                            && api(name, old).get(Jobs.PATH).status() == 401);
        }
    }

    @Test
    void removesAUser() {
        String name = unique("gone");
        String token = make(name, true, "viewer").at("/secret");
        assertThat(api(name, token).get(Jobs.PATH).status()).isEqualTo(200);

        as(User.ADMIN).delete(PATH + "/" + name).expect(204);

        await("the end of " + name)
                .atMost(Duration.ofSeconds(20))
                .until(() -> api(name, token).get(Jobs.PATH).status() == 401);
        as(User.ADMIN).delete(PATH + "/" + name).expect(404);
    }

    @Test
    void neverShowsASecretAgain() {
        String name = unique("kept");
        String token = make(name, true, "viewer").at("/secret");

        String users = as(User.ADMIN).get(PATH).expect(200).text();

        assertThat(users).contains(name).doesNotContain(token).doesNotContain("hash");
    }

    @Test
    void tellsWhatIsWrong() {
        Reply refused = as(User.ADMIN).post(PATH, "{\"name\": \"a b\", \"roles\": [\"god\", null]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/violations").findValuesAsText("field")).containsExactly("name", "roles");

        assertThat(as(User.ADMIN)
                        .post(PATH, body(User.VIEWER.user(), false, "viewer"))
                        .status())
                .isEqualTo(409);
        assertThat(as(User.ADMIN).delete(PATH + "/" + User.ADMIN.user()).status())
                .isEqualTo(400);
    }

    private static Reply make(String name, boolean service, String role) {
        return as(User.ADMIN).post(PATH, body(name, service, role)).expect(201);
    }

    private static String body(String name, boolean service, String role) {
        return Jobs.json(Map.of("name", name, "service", service, "roles", List.of(role)));
    }

    private static Api api(String name, String secret) {
        return Api.as(name, secret, SharedServer.ports().http());
    }
}
