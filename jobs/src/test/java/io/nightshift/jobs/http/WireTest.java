package io.nightshift.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.FakeContext;
import io.nightshift.jobs.http.HttpCall.Args;
import io.nightshift.jobs.http.HttpCall.Result;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what is made of answers that are none. */
class WireTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    private final HttpCall handler =
            new HttpCall(new AllowList(() -> List.of("127.0.0.1:*")), AddressCheck.byDns(), Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({"GET,", "HEAD,", "DELETE,", "OPTIONS,", "GET,''", "POST,", "POST,x", "PUT,x"})
    void offersNoOtherProtocolAndNoBodyWhereThereIsNone(String method, @Nullable String body) throws Exception {
        String answer = method.equals("HEAD") ? OK.substring(0, OK.length() - 2) : OK;
        try (RawServer server = new RawServer(answer)) {
            Outcome<Result> outcome = handler.handle(new Args(method, server.url(), null, body, 5), new FakeContext());

            assertThat(outcome).isInstanceOf(Outcome.Success.class);
            String request = server.requests.get(0).toLowerCase(Locale.ROOT);
            assertThat(request)
                    .startsWith(method.toLowerCase(Locale.ROOT) + " / http/1.1\r\n")
                    .doesNotContain("upgrade", "http2-settings", "content-type", "transfer-encoding");
            if (method.startsWith("P")) {
                assertThat(request).contains("content-length: " + (body == null ? 0 : body.length()));
            } else if (Runtime.version().feature() >= 19) {
                // JDK-8283544: older clients announce a length of 0, whatever they are told.
                assertThat(request).doesNotContain("content-length");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 304 Not Modified\\r\\n\\r\\n | Status 304 from 127.0.0.1; not modified,",
                "HTTP/1.1 302 Found\\r\\nContent-Length: 0\\r\\n\\r\\n"
                        + " | Status 302 from 127.0.0.1; redirects are not followed, and this one does not say",
                "HTTP/1.1 404 No\\r\\nContent-Length: 4\\r\\n\\r\\nwho? | Status 404 from 127.0.0.1: who?",
            })
    void saysWhatAStatusMeans(String answer, String reason) throws Exception {
        assertThat(answered(answer))
                .isInstanceOfSatisfying(
                        Outcome.Fail.class, fail -> assertThat(fail.reason()).startsWith(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(reset) | 127.0.0.1 broke the connection",
                "'' | 127.0.0.1 closed the connection without a complete answer",
                "HTTP/1.1 200 OK\\r\\nContent-Le | 127.0.0.1 closed the connection without a complete answer",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\nabc | 127.0.0.1 broke off in the middle of its answer",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nabc"
                        + " | 127.0.0.1 broke off in the middle of its answer",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\nabc\\r\\n"
                        + " | 127.0.0.1 sent what is no HTTP answer",
                "SSH-2.0-OpenSSH_9.6\\r\\n\\r\\n | 127.0.0.1 sent what is no HTTP answer",
                "HTTP/1.1 abc OK\\r\\n\\r\\n | 127.0.0.1 sent what is no HTTP answer",
            })
    void tellsBrokenAnswersApartAndTriesAgain(String answer, String reason) throws Exception {
        assertThat(answered(answer))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class, retry -> assertThat(retry.reason()).startsWith(reason));
    }

    @Test
    void failsForGoodWhereNobodySpeaksTls() throws Exception {
        try (RawServer server = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(handler.handle(Args.get(server.url().replace("http:", "https:")), new FakeContext()))
                    .isEqualTo(Outcome.fail(
                            "127.0.0.1 does not speak TLS on this port: is it http:// instead of https://?"));
        }
    }

    @Test
    void failsForGoodForACertificateThatIsNotTrusted() {
        assertThat(broken(new CertificateException(new CertPathBuilderException("unable to find valid path"))))
                .startsWith("The certificate of h is of an authority that this server's Java does not trust");
        assertThat(broken(new CertificateException("No subject alternative DNS name matching h found.")))
                .isEqualTo(
                        "The certificate of h is not one for this host, or not valid: No subject alternative DNS name"
                                + " matching h found.");
        assertThat(broken(new CertificateException(
                        new CertPathValidatorException("x", new CertificateExpiredException("NotAfter: 2020")))))
                .startsWith("The certificate of h is not valid now");
    }

    private static String broken(Exception cause) {
        SSLHandshakeException handshake = new SSLHandshakeException("x");
        handshake.initCause(cause);
        return ((Outcome.Fail<Object>) BrokenCall.outcome("h", handshake)).reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "0", "65536", "-1", "99999999999999999999"})
    void failsForGoodForAPortThatIsNone(String port) throws Exception {
        assertThat(handler.handle(Args.get("http://127.0.0.1:" + port + "/"), new FakeContext()))
                .isEqualTo(Outcome.fail("The URL's port must be 1 to 65535, this is " + port));
    }

    @Test
    void asksNoProxyWhateverTheServerIsStartedWith() throws Exception {
        try (RawServer proxy = new RawServer(OK);
                RawServer server = new RawServer(OK)) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", Integer.toString(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            try {
                HttpCall fresh = new HttpCall(
                        new AllowList(() -> List.of("127.0.0.1:*")), AddressCheck.byDns(), Clock.systemUTC());

                assertThat(fresh.handle(Args.get(server.url()), new FakeContext()))
                        .isInstanceOf(Outcome.Success.class);
            } finally {
                System.clearProperty("http.proxyHost");
                System.clearProperty("http.proxyPort");
                System.clearProperty("http.nonProxyHosts");
            }
            assertThat(proxy.requests).isEmpty();
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void sendsPathsBeyondAsciiPercentEncoded() throws Exception {
        try (RawServer server = new RawServer(OK)) {
            handler.handle(Args.get(server.url() + "grüß?q=€"), new FakeContext());

            assertThat(server.requests.get(0)).startsWith("GET /gr%C3%BC%C3%9F?q=%E2%82%AC HTTP/1.1");
        }
    }

    @Test
    void sendsNoHeaderThatWouldChange() throws Exception {
        assertThat(refused(Map.of("X-A", "grün")))
                .isEqualTo("Header 'X-A' cannot be sent: a value has ASCII characters only");
        assertThat(refused(Map.of("Transfer-Encoding", "chunked"))).endsWith("it belongs to the client");
        assertThat(refused(Map.of("X A", "1"))).startsWith("Header 'X A' cannot be sent");
        assertThat(refused(Map.of("x-a", "1", "X-A", "2"))).contains("it is given twice");
    }

    private String refused(Map<String, String> headers) throws Exception {
        return ((Outcome.Fail<Result>)
                        handler.handle(new Args(null, "http://127.0.0.1:1/", headers, null, null), new FakeContext()))
                .reason();
    }

    private Outcome<Result> answered(String answer) throws Exception {
        String bytes = answer.replace("\\r", "\r").replace("\\n", "\n");
        try (RawServer server = new RawServer(bytes)) {
            return handler.handle(new Args(null, server.url(), null, null, 5), new FakeContext());
        }
    }
}
