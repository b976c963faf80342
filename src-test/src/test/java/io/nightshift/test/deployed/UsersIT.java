package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.RawSocket;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** People and services are made, come in with their secret, and not without. */
class UsersIT extends DeployedTest {

    private static final String PATH = Api.V1 + "/users";
    private static final String SLOWED = Api.V1 + "/sign-ins/slowed";
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

    /** As anybody can who knows a name: the right secret still works from elsewhere, and from there as soon as the wait is over. */
    @Test
    @EnabledOnOs(OS.LINUX) // Only there all of 127.0.0.0/8 are addresses of one's own.
    void cannotBeUsedToLockSomebodyOut() {
        String name = unique("guessed");
        String password = make(name, false, "viewer").at("/secret");
        List<Integer> wrong = IntStream.range(0, 30)
                .mapToObj(i -> status(name, "wrong " + i, "127.0.0.2"))
                .toList();

        assertThat(wrong).contains(401, 429).doesNotContain(200, 500, 503);
        String slowed = RawSocket.get(http(), "127.0.0.2", Jobs.PATH, RawSocket.basic(name, "wrong"));
        assertThat(RawSocket.status(slowed)).isEqualTo(429);
        assertThat(Integer.parseInt(RawSocket.header(slowed, "Retry-After"))).isBetween(1, 60);
        assertThat(slowed).contains("urn:nightshift:problem:slowed");
        assertThat(status(name, password, "127.0.0.3")).isEqualTo(200);
        assertThat(status(name, password, "127.0.0.2"))
                .as("it fitted before, so it needs no look")
                .isEqualTo(200);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void lockNoTokenOut() throws JMSException {
        String name = unique("erp");
        String token = make(name, true, "submitter").at("/secret");
        for (int i = 0; i < 30; i++) {
            status(name, "wrong " + i, "127.0.0.4");
            assertThatThrownBy(() -> new Sender(SharedServer.ports().jms(), name, "wrong").close())
                    .isInstanceOf(JMSException.class);
        }

        assertThat(RawSocket.status(RawSocket.get(
                        http(), "127.0.0.4", Api.V1 + "/sign-ins/own/password", RawSocket.basic(name, token))))
                .as("let in: it is the method that is wrong")
                .isEqualTo(405);
        new Sender(SharedServer.ports().jms(), name, token).close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoHasToWaitIsSeenRecordedAndCleared() {
        String name = unique("slowed");
        String password = make(name, false, "viewer").at("/secret");
        for (int i = 0; i < 12; i++) {
            status(name, "wrong", "127.0.0.5");
        }

        JsonNode seen = as(User.ADMIN).get(SLOWED).expect(200).json().at("/slowed");
        assertThat(seen).anySatisfy(one -> {
            assertThat(one.at("/account").asText()).isEqualTo(name);
            assertThat(one.at("/address").asText()).isEqualTo("127.0.0.5");
            assertThat(one.at("/failures").asInt()).isGreaterThanOrEqualTo(8);
            assertThat(one.at("/since").asText()).isNotEmpty();
        });
        assertThat(as(User.ADMIN).get(Api.V1 + "/audit?limit=200").text()).contains("signin.slowed", name);
        assertThat(as(User.OPERATOR).get(SLOWED).status()).isEqualTo(403);

        as(User.ADMIN).delete(SLOWED + "/" + name).expect(204);

        assertThat(status(name, password, "127.0.0.5")).isEqualTo(200);
        assertThat(as(User.ADMIN).get(SLOWED).text()).doesNotContain(name);
        as(User.ADMIN).delete(SLOWED + "/" + name).expect(404);
        assertThat(as(User.ADMIN).get(Api.V1 + "/audit?limit=200").text()).contains("signin.clear");
    }

    /** Of a name that is nobody's as of one that is somebody's. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nobodyLearnsWhichNamesThereAre() {
        String known = unique("known");
        make(known, false, "viewer");
        String unknown = unique("unknown");

        for (String name : List.of(known, unknown)) {
            List<Integer> answers = IntStream.range(0, 14)
                    .mapToObj(i -> status(name, "wrong", "127.0.0.6"))
                    .toList();
            assertThat(answers.subList(0, 8)).as(name).containsOnly(401);
            assertThat(answers).as(name).contains(429);
        }
    }

    @Test
    void areGivenOtherRoles() {
        String name = unique("changed");
        String token = make(name, true, "viewer").at("/secret");
        assertThat(api(name, token).post(Jobs.PATH, JOB).status()).isEqualTo(403);

        as(User.ADMIN)
                .put(PATH + "/" + name + "/roles", "{\"roles\": [\"submitter\"]}")
                .expect(204);

        assertThat(api(name, token).post(Jobs.PATH, JOB).status()).isEqualTo(201);
        assertThat(api(name, token).get(Api.V1 + "/queues").status()).isEqualTo(403);
        assertThat(as(User.ADMIN).get(Api.V1 + "/audit?limit=200").text()).contains("viewer -> submitter");
        assertThat(as(User.ADMIN)
                        .put(PATH + "/" + name + "/roles", "{\"roles\": []}")
                        .status())
                .isEqualTo(400);
        assertThat(as(User.ADMIN)
                        .put(PATH + "/nobody/roles", "{\"roles\": [\"viewer\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(as(User.ADMIN)
                        .put(PATH + "/" + User.ADMIN.user() + "/roles", "{\"roles\": [\"viewer\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void areSwitchedOffAndOn() {
        String name = unique("off");
        String token = make(name, true, "viewer").at("/secret");

        as(User.ADMIN)
                .put(PATH + "/" + name + "/enabled", "{\"enabled\": false}")
                .expect(204);
        assertThat(api(name, token).get(Jobs.PATH).status()).isEqualTo(401);

        as(User.ADMIN)
                .put(PATH + "/" + name + "/enabled", "{\"enabled\": true}")
                .expect(204);
        assertThat(api(name, token).get(Jobs.PATH).status()).isEqualTo(200);
        assertThat(as(User.ADMIN)
                        .put(PATH + "/" + User.ADMIN.user() + "/enabled", "{\"enabled\": false}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void chooseAPasswordOfTheirOwn() {
        String name = unique("ann");
        String first = make(name, false, "viewer").at("/secret");
        String chosen = "correct horse battery staple";

        assertThat(change(name, first, first, "too short").status()).isEqualTo(400);
        assertThat(change(name, first, "not mine", chosen).at("/violations/0/field"))
                .isEqualTo("present");
        assertThat(change(name, first, first, chosen).status()).isEqualTo(204);

        assertThat(api(name, chosen).get(Jobs.PATH).status()).isEqualTo(200);
        assertThat(api(name, first).get(Jobs.PATH).status()).isEqualTo(401);
        assertThat(as(User.ADMIN).get(Api.V1 + "/audit?limit=200").text())
                .contains("user.password")
                .doesNotContain(chosen);
        String service = unique("erp");
        String token = make(service, true, "viewer").at("/secret");
        assertThat(change(service, token, token, chosen).status()).isEqualTo(400);
    }

    private static Reply change(String name, String secret, String present, String wanted) {
        return api(name, secret)
                .put(Api.V1 + "/sign-ins/own/password", Jobs.json(Map.of("present", present, "password", wanted)));
    }

    private static int status(String name, String secret, String from) {
        return RawSocket.status(RawSocket.get(http(), from, Jobs.PATH, RawSocket.basic(name, secret)));
    }

    private static int http() {
        return SharedServer.ports().http();
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
