package io.nightshift.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that refer to secrets. */
class SecretArgsTest {

    record Call(
            @Max(100) int number,
            @Nullable @Pattern(regexp = "[0-9]{8}") String pin,
            @Nullable Map<String, String> headers,
            @Nullable List<String> list) {}

    private final ArgsReader reader = reader();

    @Test
    void putsTextsInThePlacesOfReferencesWhateverTheirPlace() throws Exception {
        String args = "{\"number\":1,\"pin\":{\"$secret\":\"pin\"},\"headers\":{\"A\":{\"$secret\":\"erp-token\"}},"
                + "\"list\":[\"x\",{\"$secret\":\"a_1\"}]}";

        String resolved = reader.resolve(args, name -> "<" + name + "\">");

        assertThat(reader.read(resolved.replace("<pin\\\">", "12345678")))
                .isEqualTo(new Call(1, "12345678", Map.of("A", "<erp-token\">"), List.of("x", "<a_1\">")));
    }

    @Test
    void keepsTheDigitsOfNumbers() throws Exception {
        assertThat(reader.resolve("{\"n\":1.10,\"s\":{\"$secret\":\"x\"}}", name -> "y"))
                .isEqualTo("{\"n\":1.10,\"s\":\"y\"}");
    }

    @Test
    void asksNoRulesOfATextThatIsNotKnownYetButAllOthers() {
        assertThat(reader.check("{\"number\":1,\"pin\":{\"$secret\":\"pin\"}}")).isEmpty();
        assertThat(reader.check("{\"number\":101,\"pin\":{\"$secret\":\"pin\"}}"))
                .extracting(Violation::field)
                .containsExactly("args.number");
        // A secret is a text.
        assertThat(reader.check("{\"number\":{\"$secret\":\"x\"}}"))
                .extracting(Violation::field)
                .containsExactly("args.number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":1,\"pin\":{\"$secret\":\"../etc/passwd\"}}",
                "{\"number\":1,\"pin\":{\"$secret\":\"UPPER\"}}",
                "{\"number\":1,\"pin\":{\"$secret\":\"\"}}",
                "{\"number\":1,\"pin\":{\"$secret\":7}}",
                "{\"number\":1,\"pin\":{\"$secret\":\"a\",\"more\":1}}",
                "{\"number\":1,\"pin\":{\"more\":1,\"$secret\":\"a\"}}"
            })
    void refusesWhatIsNoReference(String args) {
        assertThat(reader.check(args)).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("args.pin");
            assertThat(violation.message()).contains("{\"$secret\": \"name\"}");
        });
        assertThatThrownBy(() -> reader.resolve(args, name -> "x")).isInstanceOf(ArgsReader.ArgsException.class);
    }

    private static ArgsReader reader() {
        StrictJson json = new StrictJson(
                EngineConfig.from(new Settings(name -> null, name -> null)).limits());
        return new ArgsReader(
                json,
                json.type(Call.class),
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()
                        .getValidator());
    }
}
