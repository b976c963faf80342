package io.nightshift.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.config.EngineConfig.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgsTextTest {

    private final StrictJson json = new StrictJson(new Limits(1 << 20, 64, 100));
    private final ArgsText texts = new ArgsText(json);
    private final List<Violation> found = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100.00",
                "1.10",
                "0.00",
                "10e2",
                "-0.0",
                "-0",
                "1000",
                "1E+2",
                "1e999999999",
                "1234567890123456789012345678901234567890",
                "0.1234567890123456789012345678901234567890"
            })
    void keepsTheDigitsOfNumbers(String number) {
        assertThat(read("{ \"a\" : [ " + number + " ] }")).isEqualTo("{\"a\":[" + number + "]}");
        assertThat(found).isEmpty();
    }

    @Test
    void keepsTextsAndNames() {
        String args = "{\"ä\":\"\\u0000 \\\" 𝄞\",\"\":{\"b\":[true,null,{}]}}";

        assertThat(read(args)).isEqualTo(args);
    }

    @Test
    void sameContentHasOneCanonicalText() throws Exception {
        assertThat(json.canonical("{\"b\":1.0,\"a\":{\"d\":1,\"c\":100.00}}"))
                .isEqualTo(json.canonical("{\"a\":{\"c\":1E+2,\"d\":1},\"b\":1.00}"));
        assertThat(json.canonical("{\"a\":1e999999999}")).hasSizeLessThan(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|args|must be a JSON object such as {}",
                "[1]|args|must be a JSON object such as {}",
                "null|args|must be a JSON object such as {}",
                "{\"a\":1} {}|args|must be one JSON object",
                "{\"a\":1,\"a\":2}|args.a|is given twice",
                "{\"a\":[{},{\"b\":1,\"b\":1}]}|args.a[1].b|is given twice",
                "{\"a\":{\"b\":[\"x\",\"\\ud800\"]}}|args.a.b[1]|half of a surrogate pair",
                "{\"a\\udc00\":1}|args.a|half of a surrogate pair",
                "{\"a\":{\"b\\u0000\":1}}|args.a.b|control characters",
                "{\"\\u200b\\u2060\":1}|args|a character that can be seen",
                "{\"a\":NaN}|args|must be a JSON object",
            })
    void saysWhereItIsWrong(String args, String field, String message) {
        assertThat(read(args)).isNull();
        assertThat(found).singleElement().satisfies(wrong -> {
            assertThat(wrong.field()).startsWith(field);
            assertThat(wrong.message()).contains(message);
        });
    }

    /** It may be the value of a masked field. */
    @Test
    void quotesNothingOfWhatItCannotRead() {
        assertThat(read("{\"a\":1,\n\"b\":geheim}")).isNull();
        assertThat(found)
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.message())
                        .contains("must be a JSON object")
                        .contains("line 2")
                        .doesNotContain("geheim"));
    }

    @Test
    void boundsTheFieldsOfOneObject() {
        assertThat(read(object(ArgsText.MOST_FIELDS))).isNotNull();
        assertThat(read(object(ArgsText.MOST_FIELDS + 1))).isNull();
        assertThat(found)
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains("10000 fields");
    }

    private static String object(int fields) {
        return IntStream.range(0, fields).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    private @Nullable String read(String args) {
        return texts.read(args, found);
    }
}
