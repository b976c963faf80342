package io.nightshift.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteFilterTest {

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> answer = new HashMap<>();
    private @Nullable String session;

    SiteFilterTest() {
        headers.put("Host", "jobs.example:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything"})
    void refusesWhatOtherSitesSend(String site) throws Exception {
        headers.put("Sec-Fetch-Site", site);

        assertThat(passes("POST")).isFalse();
        assertThat(answer).containsEntry("setStatus", 403);
        assertThat(passes("GET")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://jobs.example:8081", "http://jobs.example", "::"})
    void refusesOtherOrigins(String origin) throws Exception {
        headers.put("Origin", origin);

        assertThat(passes("DELETE")).isFalse();
    }

    @Test
    void acceptsItsOwnPages() throws Exception {
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Origin", "https://JOBS.example:8080");
        session = "s";

        assertThat(passes("POST")).isTrue();
    }

    @Test
    void acceptsProgramsButNoSessionThatDoesNotSayWhereItComesFrom() throws Exception {
        assertThat(passes("POST")).isTrue();
        session = "s";
        assertThat(passes("POST")).isFalse();
        headers.put("Authorization", "Basic eDp5");
        assertThat(passes("POST")).isTrue();
    }

    @Test
    void refusesWebSocketsOfOtherSites() throws Exception {
        headers.put("Upgrade", "websocket");
        headers.put("Origin", "https://evil.example");

        assertThat(passes("GET")).isFalse();
        headers.put("Origin", "http://jobs.example:8080");
        assertThat(passes("GET")).isTrue();
    }

    private boolean passes(String method) throws Exception {
        AtomicBoolean passed = new AtomicBoolean();
        new SiteFilter().doFilter(request(method), response(), (in, out) -> passed.set(true));
        return passed.get();
    }

    private HttpServletRequest request(String method) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getHeader" -> headers.get(arguments[0]);
                    case "getRequestedSessionId" -> session;
                    case "getRequestURI" -> "/nightshift/api/v1/jobs";
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals("getOutputStream")) {
                        return new Sink();
                    }
                    answer.put(called.getName(), arguments[0]);
                    return null;
                });
    }

    private static final class Sink extends ServletOutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int value) {
            bytes.write(value);
        }
    }
}
