package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be reachable, and what every answer must carry. */
class SecurityIT extends DeployedTest {

    private static final String JOB = Jobs.body("test.echo", Map.of("text", "csrf"), Map.of());

    @Test
    void hasNoDoorForSerialisedObjects() {
        for (String path :
                List.of("/wildfly-services", "/wildfly-services/ejb/v1/invoke", "/wildfly-services/naming/v1")) {
            assertThat(anonymous().get(path).status()).as(path).isEqualTo(404);
            assertThat(as(User.ADMIN).post(path, "{}").status()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"artemis-remoting", "activemq-remoting", "jboss-remoting", "h2c"})
    void doesNotLetABrokerOrRemotingInOverTheWebPort(String protocol) throws IOException {
        String status = upgrade(protocol);

        assertThat(status).startsWith("HTTP/1.1 ").doesNotContain(" 101 ");
    }

    @Test
    void answersWithNothingOutsideTheApplication() {
        for (String path :
                List.of("/", "/console", "/index.html", "/metrics", "/health", "/management", "/prometheus")) {
            assertThat(anonymous().get(path).status()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nightshift/login.xhtml",
                "/nightshift/no-such-page.xhtml",
                "/nightshift/api/v1/jobs",
                "/nightshift/api/v1/no-such-path"
            })
    void tellsBrowsersToBeCareful(String path) {
        for (Api api : List.of(anonymous(), as(User.VIEWER))) {
            Reply reply = api.get(path);

            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(reply.header("Referrer-Policy")).isNotEmpty();
            assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(reply.header("Server")).isEmpty();
            assertThat(reply.header("X-Powered-By")).isEmpty();
        }
    }

    @Test
    void scriptsOnPagesNeedANonce() {
        String policy = anonymous().get("/nightshift/login.xhtml").expect(200).header("Content-Security-Policy");

        assertThat(policy).contains("script-src").contains("'nonce-");
        assertThat(policy.replaceAll("style-src[^;]*;?", "")).doesNotContain("unsafe-inline");
        assertThat(policy).doesNotContain("unsafe-eval");
    }

    @Test
    void refusesWhatAnotherSiteMakesABrowserSend() {
        List<String[]> foreign = List.of(
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "null"},
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"});

        for (String[] header : foreign) {
            assertThat(as(User.OPERATOR).post(Jobs.PATH, JOB, header).status())
                    .as(String.join(": ", header))
                    .isEqualTo(403);
        }
        String own = "http://127.0.0.1:" + SharedServer.ports().http();
        assertThat(as(User.OPERATOR)
                        .post(Jobs.PATH, JOB, "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(201);
    }

    /** A form of another site can send this type without asking first. */
    @Test
    void refusesAFormInPlaceOfJson() {
        Reply reply = as(User.OPERATOR)
                .send(as(User.OPERATOR)
                        .request(Jobs.PATH)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("type=test.echo"))
                        .build());

        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void givesNoStackTraceAway() {
        for (String path :
                List.of("/nightshift/api/v1/no-such", "/nightshift/api/v1/jobs?limit=x", "/nightshift/%00")) {
            Reply reply = as(User.VIEWER).get(path);

            assertThat(reply.status()).as(path).isBetween(400, 499);
            assertThat(reply.text()).doesNotContain("Exception:", "Exception\n", "\tat ", "io.undertow", "WildFly");
        }
    }

    @Test
    void answersNoTrace() {
        assertThat(anonymous()
                        .send(anonymous()
                                .request("/nightshift/login.xhtml")
                                .method("TRACE", BodyPublishers.noBody())
                                .build())
                        .status())
                .isIn(403, 404, 405);
    }

    /** No {@code 7*7} is ever computed: what people write is text. */
    @Test
    void evaluatesNoExpressionOfACaller() {
        String id = jobs().submit("test.echo", Map.of("text", "#{7*7} ${7*7} <script>alert(1)</script>"));

        assertThat(jobs().ended(id).at("/result/text")).isEqualTo("#{7*7} ${7*7} <script>alert(1)</script>");
        Reply refused = as(User.OPERATOR).post(Jobs.PATH, Jobs.body("${7*7}#{7*7}", Map.of(), Map.of()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).doesNotContain("49");
    }

    private static String upgrade(String protocol) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), SharedServer.ports().http())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: " + protocol
                                    + "\r\nSec-ActiveMQRemoting-Key: Q0xfcGxhaW4gdGV4dA==\r\n"
                                    + "Sec-JbossRemoting-Key: Q0xfcGxhaW4gdGV4dA==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line == null ? "" : line;
        }
    }
}
