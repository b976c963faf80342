package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.RawSocket;
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
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic xxx",
                "Basic",
                "Basic ",
                "Basic %%%",
                "Basic bm9jb2xvbg==",
                "Basic wyg6eA==",
                "basic xxx",
                "Bearer abc",
                "Digest username=\"x\"",
                "Negotiate",
                "x"
            })
    void answersAnAuthorizationThatNobodyCanReadWith401(String header) throws IOException {
        long before = Files.size(SharedServer.log());

        for (String path : List.of(Jobs.PATH, "/nightshift/jobs.xhtml")) {
            String answer = RawSocket.get(http(), "127.0.0.1", path, header);

            assertThat(RawSocket.status(answer)).as(path).isEqualTo(401);
            assertThat(RawSocket.header(answer, "WWW-Authenticate")).startsWith("Basic");
            assertThat(answer).contains("urn:nightshift:problem:unauthenticated");
        }
        assertThat(RawSocket.status(
                        RawSocket.get(http(), "127.0.0.1", Jobs.PATH, RawSocket.basic(unique("nobody"), "wrong"))))
                .isEqualTo(401);
        assertThat(logSince(before)).doesNotContain("WELD", "Exception", "\tat ", "NS5001");
    }

    @Test
    void doesNotRepeatTheHostThatARequestClaims() {
        String authorization = RawSocket.basic(User.OPERATOR.user(), User.OPERATOR.password());
        for (String host : List.of("evil.example", "evil.example:8080", "127.0.0.1:" + http())) {
            String created =
                    raw("POST " + Jobs.PATH + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: " + authorization
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + JOB.length()
                            + "\r\nConnection: close\r\n\r\n" + JOB);
            assertThat(RawSocket.status(created)).isEqualTo(201);
            assertThat(RawSocket.header(created, "Location")).startsWith(Jobs.PATH + "/");

            String redirect = raw("GET /nightshift HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(RawSocket.header(redirect, "Location")).isEqualTo("/nightshift/");
        }
    }

    /** What a proxy before the server might read as two requests, or as none (CVE-2026-28367, -28368, -28369). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nightshift/login.xhtml HTTP/1.1\r\n Host: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "GET /nightshift/login.xhtml HTTP/1.1\r\n\tX: 1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "GET /nightshift/login.xhtml HTTP/1.1\r\n X: 1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
                "GET /nightshift/login.xhtml HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\r\r",
                "GET /nightshift/login.xhtml HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\r\r\n\r\n",
                "GET /nightshift/login.xhtml HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n",
                "GET /nightshift/login.xhtml HTTP/1.1\r\nHost: 127.0.0.1\r\nX : 1\r\nConnection: close\r\n\r\n",
                "GET /nightshift/login.xhtml HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
                "GET /nightshift/login.xhtml HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"
            })
    void refusesHeadersThatOthersReadOtherwise(String request) {
        String answer = raw(request);

        assertThat(RawSocket.status(answer)).as(answer).isIn(0, 400);
        assertThat(answer).doesNotContain("j_password");
    }

    /** Nothing is asked: within a bound the connection ends. */
    @Test
    void endsAConnectionWhoseHeadersDoNotEnd() {
        try (RawSocket socket = new RawSocket(http())) {
            socket.send("GET /nightshift/login.xhtml HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");

            assertThat(RawSocket.status(socket.answer())).isIn(0, 400, 408);
        }
    }

    @Test
    void refusesHeadersWithoutEnd() {
        String many = "X-Many: 1\r\n".repeat(300);
        String large = "X-Large: " + "x".repeat(100_000) + "\r\n";
        for (String headers : List.of(many, large)) {
            String answer = raw("GET /nightshift/login.xhtml HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers
                    + "Connection: close\r\n\r\n");

            assertThat(RawSocket.status(answer)).isIn(0, 400, 413, 431);
        }
    }

    @Test
    void speaksTodaysTlsAndSaysSoToBrowsers() throws Exception {
        assertThat(handshake("TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(handshake("TLSv1.2")).isEqualTo("TLSv1.2");
        for (String old : List.of("TLSv1", "TLSv1.1")) {
            assertThatThrownBy(() -> handshake(old)).isInstanceOf(IOException.class);
        }
        String form = "j_username=" + User.VIEWER.user() + "&j_password="
                + User.VIEWER.password().replace(" ", "+").replace(":", "%3A");
        String answer = overTls(
                "TLSv1.3",
                "POST /nightshift/j_security_check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + form.length() + "\r\nConnection: close\r\n\r\n" + form);

        assertThat(RawSocket.header(answer, "Strict-Transport-Security")).startsWith("max-age=");
        assertThat(RawSocket.header(answer, "Set-Cookie"))
                .startsWith("JSESSIONID=")
                .containsIgnoringCase("secure")
                .containsIgnoringCase("httponly")
                .containsIgnoringCase("samesite=lax");
        assertThat(anonymous().get("/nightshift/login.xhtml").header("Strict-Transport-Security"))
                .as("by HTTP nobody could believe it")
                .isEmpty();
    }

    private static String handshake(String version) throws Exception {
        try (SSLSocket socket = tls(version)) {
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static String overTls(String version, String request) throws Exception {
        try (SSLSocket socket = tls(version)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The server's own certificate is signed by itself. */
    private static SSLSocket tls(String version) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509ExtendedTrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), http() + 363);
        socket.setSoTimeout(30_000);
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    private static int http() {
        return SharedServer.ports().http();
    }

    private static String raw(String request) {
        try (RawSocket socket = new RawSocket(http())) {
            return socket.send(request).answer();
        }
    }

    private static String logSince(long position) throws IOException {
        byte[] log = Files.readAllBytes(SharedServer.log());
        int from = (int) Math.min(position, log.length);
        return new String(log, from, log.length - from, StandardCharsets.UTF_8);
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
