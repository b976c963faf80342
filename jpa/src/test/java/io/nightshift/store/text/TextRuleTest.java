package io.nightshift.store.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "Übertrag 7", "夜勤", "\ud834\udd1e", "a\u200bb", "👨\u200d👩", "e\u0301", "\u00a0x"})
    void takesWhatCanBeSeen(String text) {
        assertThat(TextRule.broken(text, 20)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b",
                "\u200b\u200c\u200d",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u034f",
                "\u061c",
                "\u115f",
                "\u1160",
                "\u17b4",
                "\u180e",
                "\u2800",
                "\u3164",
                "\uffa0",
                "\ufe0f",
                "\u00a0",
                "\u2028",
                "\u202e",
                "\udb40\udc41",
                " \u200b \u3164"
            })
    void refusesWhatNobodySees(String text) {
        assertThat(TextRule.broken(text, 20))
                .isIn("must have a character that can be seen", "must be 1 to 20 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\tb", "a\nb", "a\u007f", "a\u0085b"})
    void refusesControlCharacters(String text) {
        assertThat(TextRule.broken(text, 20)).isEqualTo("must be without control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800", "x\ud834"})
    void refusesHalfCharacters(String text) {
        assertThat(TextRule.broken(text, 20)).contains("half of a surrogate pair");
        assertThat(TextRule.storable(text)).isFalse();
        assertThat(TextRule.whole(text)).isFalse();
    }

    @Test
    void boundsTheLength() {
        assertThat(TextRule.broken("a".repeat(20), 20)).isNull();
        assertThat(TextRule.broken("a".repeat(21), 20)).isEqualTo("must be 1 to 20 characters");
        assertThat(TextRule.broken("", 20)).isEqualTo("must be 1 to 20 characters");
        assertThat(TextRule.brokenCharacters("")).isNull();
    }
}
