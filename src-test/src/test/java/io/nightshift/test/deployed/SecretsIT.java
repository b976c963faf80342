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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A secret is used and never seen. */
class SecretsIT extends DeployedTest {

    private static final String SECRET = "Tr0ub4dor&3 with \"quotes\"";

    @Test
    void isGivenToTheHandlerAndToNobodyElse() throws IOException {
        put("it-token", SECRET + "\n");
        String id = jobs().submit("test.echo", Map.of("text", Map.of("$secret", "it-token")));

        Reply job = jobs().in("SUCCEEDED", id);

        // The handler tells how long the text was.
        Reply log = as(User.VIEWER).get(Jobs.PATH + "/" + id + "/log").expect(200);
        assertThat(log.text()).contains("echo of " + SECRET.length() + " characters");
        assertThat(job.at("/args/text/$secret")).isEqualTo("it-token");
        assertThat(job.at("/result/text")).isEqualTo("***");
        assertThat(job.text() + log.text()).doesNotContain("Tr0ub4dor");
        Console console = new Console(SharedServer.ports().http());
        console.signIn(User.OPERATOR.user(), User.OPERATOR.password());
        assertThat(console.get("/nightshift/job.xhtml?id=" + id).expect(200).text())
                .contains("it-token")
                .doesNotContain("Tr0ub4dor");
        assertThat(Files.readString(SharedServer.log())).doesNotContain("Tr0ub4dor");
    }

    @Test
    void failsAnAttemptWithWhatToDoIfItIsNotThere() {
        String id = jobs().submit(
                        "test.echo", Map.of("text", Map.of("$secret", "no-such-secret")), Map.of("maxAttempts", 1));

        Reply job = jobs().in("DEAD", id);

        assertThat(job.at("/errors/0/message"))
                .contains("There is no secret 'no-such-secret'")
                .contains("NIGHTSHIFT_SECRETS_DIR");
    }

    @Test
    void failsAnAttemptOfATypeThatItIsNotFor() throws IOException {
        put("it-other", "for others only");
        put("it-other.types", "http.call\n");
        String id = jobs().submit("test.echo", Map.of("text", Map.of("$secret", "it-other")), Map.of("maxAttempts", 1));

        assertThat(jobs().in("DEAD", id).at("/errors/0/message")).contains("is not for job type test.echo");
    }

    @Test
    void isReferredToByANameThatCanBeOne() {
        Reply refused = as(User.SUBMITTER)
                .post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", Map.of("$secret", "../x")), Map.of()))
                .expect(400);

        assertThat(refused.at("/violations/0/field")).isEqualTo("args.text");
    }

    @Test
    void maskedArgumentsReachTheirHandlerAndNobodyElse() throws Exception {
        String number = "4111222233334444";
        String id = jobs().submit("test.card", Map.of("number", number, "holder", "Ann"));
        Reply job = jobs().in("SUCCEEDED", id);
        assertThat(job.at("/result")).isEqualTo("16");
        assertThat(job.at("/args/number")).isEqualTo("***");
        assertThat(job.at("/args/holder")).isEqualTo("Ann");
        Console console = new Console(SharedServer.ports().http());
        console.signIn(User.OPERATOR.user(), User.OPERATOR.password());
        assertThat(console.get("/nightshift/job.xhtml?id=" + id).expect(200).text())
                .contains("Ann")
                .doesNotContain(number);

        String name = unique("masked");
        Reply schedule = as(User.OPERATOR)
                .post(
                        Api.V1 + "/schedules",
                        Jobs.json(Map.of(
                                "name",
                                name,
                                "type",
                                "test.card",
                                "args",
                                Map.of("number", number, "holder", "Ann"),
                                "cron",
                                "0 2 * * *")))
                .expect(201);
        assertThat(schedule.text()).doesNotContain(number);
        assertThat(console.get("/nightshift/schedule.xhtml?id=" + schedule.at("/id"))
                        .expect(200)
                        .text())
                .contains("Ann")
                .doesNotContain(number);
        assertThat(as(User.OPERATOR)
                        .get(Api.V1 + "/audit?limit=200")
                        .expect(200)
                        .text())
                .contains(name)
                .doesNotContain(number);
        as(User.OPERATOR).delete(Api.V1 + "/schedules/" + schedule.at("/id")).expect(204);
        as(User.SUBMITTER)
                .post(Jobs.PATH, Jobs.body("test.card", Map.of("number", "***", "holder", "Ann"), Map.of()))
                .expect(400);

        String too = number + "5".repeat(20);
        try (Sender sender = new Sender(SharedServer.ports().jms(), User.SUBMITTER.user(), User.SUBMITTER.password())) {
            sender.send("nightshift.submit", session -> {
                TextMessage message =
                        session.createTextMessage(Jobs.json(Map.of("number", too, "holder", "Ann of the reject")));
                message.setStringProperty("type", "test.card");
                return message;
            });
        }
        await("the message is rejected")
                .atMost(Duration.ofSeconds(30))
                .until(() -> rejects().contains("Ann of the reject"));
        assertThat(rejects()).doesNotContain(too);
    }

    private static String rejects() {
        return as(User.VIEWER).get(Api.V1 + "/rejects?limit=200").expect(200).text();
    }

    private static void put(String name, String content) throws IOException {
        Path folder = Files.createDirectories(SharedServer.folder().resolve("nightshift/secrets"));
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
