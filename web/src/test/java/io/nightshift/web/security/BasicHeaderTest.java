package io.nightshift.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicHeaderTest {

    @Test
    void readsNameAndSecret() {
        assertThat(BasicHeader.parse(header("ann:secret"))).contains(new BasicHeader("ann", "secret"));
        assertThat(BasicHeader.parse(header("grün:a:b:"))).contains(new BasicHeader("grün", "a:b:"));
        assertThat(BasicHeader.parse(header(":"))).contains(new BasicHeader("", ""));
        assertThat(BasicHeader.parse(header("ann:x").replace("Basic", "BASIC"))).isPresent();
        assertThat(new BasicHeader("ann", "secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic xxx",
                "Basic %%%",
                "Basic bm9jb2xvbg==",
                "Basic wyg6eA==",
                "Bearer x"
            })
    void readsNothingElse(String header) {
        assertThat(BasicHeader.parse(header)).isEmpty();
    }

    @Test
    void readsNothingWithoutAnEnd() {
        assertThat(BasicHeader.parse(header("ann:" + "x".repeat(10_000)))).isEmpty();
    }

    private static String header(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
