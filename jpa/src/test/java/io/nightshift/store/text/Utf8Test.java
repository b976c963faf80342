package io.nightshift.store.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "\u007f\u0080", "\u07ff\u0800", "\uffff", "\uD83D\uDE00 and \uD834\uDD1E", "Grüße, 世界"})
    void countsWhatTheEncoderWouldWrite(String text) {
        assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
}
