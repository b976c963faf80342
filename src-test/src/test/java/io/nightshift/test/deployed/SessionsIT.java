package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Console;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session of the console begins, and what ends it. */
class SessionsIT extends DeployedTest {

    private static final String USERS = Api.V1 + "/users";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void nobodyWhoPassesByIsGivenASession() {
        for (String path : List.of(
                "/nightshift/",
                "/nightshift/login.xhtml",
                "/nightshift/jobs.xhtml?state=DEAD",
                "/nightshift/no-such-page.xhtml",
                "/nightshift/api/v1/jobs",
                "/nightshift/live/tick",
                "/nightshift/favicon.ico")) {
            assertThat(anonymous().get(path).header("Set-Cookie")).as(path).isEmpty();
        }
        Console console = console();
        assertThat(console.signIn("nobody", "nothing").header("Set-Cookie")).isEmpty();
        assertThat(console.session()).isEmpty();
    }

    @Test
    void beginsWithACookieThatScriptsAndOtherSitesDoNotGet() {
        Reply reply = console().signIn(User.VIEWER.user(), User.VIEWER.password());

        assertThat(reply.status()).isBetween(302, 303);
        assertThat(reply.header("Set-Cookie")).contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
        assertThat(reply.header("Location")).isEqualTo("/nightshift/index.xhtml");
    }

    @Test
    void beginsAnewAtEachSignIn() {
        Console console = signedIn(User.VIEWER.user(), User.VIEWER.password());
        String first = console.session();

        console.signIn(User.VIEWER.user(), User.VIEWER.password(), "Origin", origin());

        assertThat(console.session()).isNotEqualTo(first);
        assertThat(console.isSignedIn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/nightshift//evil.example/x.xhtml",
                "/nightshift/\\evil.example",
                "/other/index.xhtml",
                "javascript:alert(1)"
            })
    void goesToPagesOfItsOwnOnly(String target) {
        Reply reply = console()
                .post(
                        "/nightshift/j_security_check",
                        "j_username=" + User.VIEWER.user() + "&j_password="
                                + User.VIEWER.password().replace(" ", "+") + "&to=" + target);

        assertThat(reply.header("Location")).isEqualTo("/nightshift/index.xhtml");
    }

    @Test
    void goesToWhereSomebodyWantedToGo() {
        String page =
                anonymous().get("/nightshift/jobs.xhtml?state=DEAD").expect(200).text();
        assertThat(page).contains("value=\"/nightshift/jobs.xhtml?state=DEAD\"");
    }

    @Test
    void takesNoSignInThatAnotherSiteSends() {
        for (String[] header :
                List.of(new String[] {"Origin", "https://evil.example"}, new String[] {"Origin", "null"}, new String[] {
                    "Sec-Fetch-Site", "cross-site"
                })) {
            Reply reply = console().signIn(User.VIEWER.user(), User.VIEWER.password(), header);

            assertThat(reply.status()).as(header[0]).isEqualTo(403);
            assertThat(reply.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void endsWhenItsUserIsRemoved() {
        endsWhen(name -> as(User.ADMIN).delete(USERS + "/" + name).expect(204));
    }

    @Test
    void endsWhenItsUserIsSwitchedOff() {
        endsWhen(name -> as(User.ADMIN)
                .put(USERS + "/" + name + "/enabled", "{\"enabled\": false}")
                .expect(204));
    }

    @Test
    void endsWhenItsUserLosesARole() {
        endsWhen(name -> as(User.ADMIN)
                .put(USERS + "/" + name + "/roles", "{\"roles\": [\"viewer\"]}")
                .expect(204));
    }

    @Test
    void endsWhenItsUserGetsANewSecret() {
        endsWhen(name -> as(User.ADMIN).post(USERS + "/" + name + "/secret", "").expect(200));
    }

    @Test
    void goesOnWhenItsUserGetsOneRoleMore() {
        String name = unique("promoted");
        Console console = signedIn(name, make(name));

        as(User.ADMIN)
                .put(USERS + "/" + name + "/roles", "{\"roles\": [\"viewer\", \"operator\", \"admin\"]}")
                .expect(204);

        await("the new role counts")
                .atMost(SOON)
                .until(() -> console.get("/nightshift/users.xhtml").text().contains("data-user=\"" + name + "\""));
    }

    /** On one page; all pages' sockets end with it. */
    @Test
    void endsWithItsSocketsWhenSomebodySignsOut() {
        Console console = signedIn(User.VIEWER.user(), User.VIEWER.password());
        CompletableFuture<Integer> one = console.openSocket();
        CompletableFuture<Integer> other = console.openSocket();

        console.post("/nightshift/logout", "", "Origin", origin());

        assertThat(console.isSignedIn()).isFalse();
        await("the sockets end").atMost(SOON).until(() -> one.isDone() && other.isDone());
    }

    /** No page asks for anything any more: the socket alone is open. */
    @Test
    void endsTheSocketOfAUserWhoIsGone() {
        String name = unique("socket");
        Console console = signedIn(name, make(name));
        CompletableFuture<Integer> socket = console.openSocket();

        as(User.ADMIN).delete(USERS + "/" + name).expect(204);

        await("the socket ends").atMost(SOON).until(socket::isDone);
    }

    @Test
    void isRecordedInTheAudit() {
        String name = unique("audited");
        Console console = signedIn(name, make(name));
        console.post("/nightshift/logout", "", "Origin", origin());
        console().signIn(name, "wrong");

        String audit =
                as(User.ADMIN).get(Api.V1 + "/audit?limit=200").expect(200).text();

        assertThat(audit).contains("session.open", "session.end", "signin.refused", name);
    }

    /** What the page's script asks after the end: an answer that it can tell from the page. */
    @Test
    void tellsAScriptThatItIsOver() {
        Reply tick = console().get("/nightshift/live/tick");
        assertThat(tick.status()).isEqualTo(401);
        Reply part = console().get("/nightshift/jobs.xhtml", "Sec-Fetch-Dest", "empty");
        assertThat(part.status()).isEqualTo(401);
        assertThat(part.header("WWW-Authenticate")).isEmpty();
        Reply ajax = console().post("/nightshift/jobs.xhtml", "x=1", "Faces-Request", "partial/ajax");
        assertThat(ajax.status()).isEqualTo(200);
        assertThat(ajax.text()).contains("<redirect url=\"/nightshift/login.xhtml");
    }

    /** The page's nonce proves that a form is the page's own; with another nothing is done. */
    @Test
    void doesNothingForAFormWithAWrongNonce() {
        Console console = signedIn(User.OPERATOR.user(), User.OPERATOR.password());
        String id = jobs().submit("test.echo", Map.of("text", "nonce"), Map.of("runAt", "2099-01-01T00:00:00Z"));
        String page = console.get("/nightshift/job.xhtml?id=" + id).expect(200).text();
        Form form = Form.of(page, "job", "Cancel");

        Reply refused = console.post(
                "/nightshift/job.xhtml?id=" + id, form.with("primefaces.nonce", "forged"), "Origin", origin());

        assertThat(refused.status()).isGreaterThanOrEqualTo(400);
        assertThat(jobs().state(id)).isEqualTo("SCHEDULED");
        console.post("/nightshift/job.xhtml?id=" + id, form.text(), "Origin", origin());
        assertThat(jobs().state(id)).as("the same form as it was works").isEqualTo("CANCELLED");
    }

    private static void endsWhen(Consumer<String> happens) {
        String name = unique("ended");
        Console console = signedIn(name, make(name));
        assertThat(console.isSignedIn()).isTrue();

        happens.accept(name);

        assertThat(console.isSignedIn()).as("at once on the node that did it").isFalse();
        assertThat(console.get(Jobs.PATH).status()).isEqualTo(401);
        assertThat(console.get("/nightshift/live/tick").status()).isEqualTo(401);
    }

    private static String make(String name) {
        return as(User.ADMIN)
                .post(USERS, Jobs.json(Map.of("name", name, "roles", List.of("viewer", "operator"))))
                .expect(201)
                .at("/secret");
    }

    private static Console signedIn(String name, String password) {
        Console console = console();
        assertThat(console.signIn(name, password).status()).isBetween(302, 303);
        return console;
    }

    private static Console console() {
        return new Console(SharedServer.ports().http());
    }

    private static String origin() {
        return "http://127.0.0.1:" + SharedServer.ports().http();
    }
}
