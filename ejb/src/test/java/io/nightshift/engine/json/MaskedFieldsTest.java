package io.nightshift.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.handler.Masked;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaskedFieldsTest {

    record Card(@Masked String number, String holder) {}

    record Order(
            int id,
            @Nullable @Masked Map<String, Object> note,
            @Nullable List<Card> cards,
            @Nullable Map<String, Card> byName,
            @Nullable Order parent) {}

    record Renamed(
            @Masked @JsonAlias({"card", "pan_no"}) String pan,
            @Masked @JsonProperty("security-code") String code,
            String holder) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Snake(@Masked String cardNumber) {}

    record Checked(
            @Masked int pin,

            @Masked @Nullable @Size(max = 4, message = "not ${validatedValue}")
            String code,

            int amount,
            @Nullable Card card) {}

    record Plain(String number) {}

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private final StrictJson json = new StrictJson(
            EngineConfig.from(new Settings(name -> null, name -> null)).limits());
    private final MaskedFields fields = MaskedFields.of(json, json.type(Order.class));

    @Test
    void putsStarsInThePlacesOfMaskedValuesAtWhateverDepth() {
        assertThat(
                        fields.mask(
                                "{\"id\":1.10,\"note\":{\"a\":[1,{\"b\":2}]},\"cards\":[{\"number\":\"4111\",\"holder\":\"A\"}],"
                                        + "\"byName\":{\"x\":{\"number\":\"4222\",\"holder\":\"B\"}},\"parent\":{\"id\":2,\"note\":null}}"))
                .isEqualTo(
                        "{\"id\":1.10,\"note\":\"***\",\"cards\":[{\"number\":\"***\",\"holder\":\"A\"}],"
                                + "\"byName\":{\"x\":{\"number\":\"***\",\"holder\":\"B\"}},\"parent\":{\"id\":2,\"note\":null}}");
    }

    @Test
    void masksByEachNameThatAFieldIsReadBy() {
        assertThat(
                        MaskedFields.of(json, json.type(Renamed.class))
                                .mask(
                                        "{\"pan\":\"1\",\"card\":\"2\",\"pan_no\":\"3\",\"security-code\":\"4\",\"holder\":\"A\"}"))
                .isEqualTo(
                        "{\"pan\":\"***\",\"card\":\"***\",\"pan_no\":\"***\",\"security-code\":\"***\",\"holder\":\"A\"}");
        assertThat(MaskedFields.of(json, json.type(Snake.class)).mask("{\"card_number\":\"1\"}"))
                .isEqualTo("{\"card_number\":\"***\"}");
    }

    @Test
    void masksAllOfWhatHasNoFields() {
        assertThat(fields.mask("\"4111\"")).isEqualTo("\"***\"");
        assertThat(fields.mask("[4111]")).isEqualTo("\"***\"");
        assertThat(fields.mask("{} 4111")).isEqualTo("\"***\"");
        assertThat(fields.mask("")).isEmpty();
    }

    @Test
    void quotesNoMaskedValueThatDoesNotFit() {
        ArgsReader reader = new ArgsReader(json, json.type(Checked.class), VALIDATOR);

        assertThat(reader.check("{\"pin\":41111111111,\"amount\":1}"))
                .singleElement()
                .satisfies(wrong -> {
                    assertThat(wrong.field()).isEqualTo("args.pin");
                    assertThat(wrong.message()).isNotBlank().doesNotContain("4111");
                });
        assertThat(reader.check("{\"pin\":1,\"code\":\"41111\",\"amount\":1}"))
                .singleElement()
                .satisfies(wrong -> {
                    assertThat(wrong.field()).isEqualTo("args.code");
                    assertThat(wrong.message()).isNotBlank().doesNotContain("4111");
                });
        assertThat(reader.check("{\"pin\":1,\"amount\":1,\"card\":\"4111\"}"))
                .singleElement()
                .satisfies(wrong -> {
                    assertThat(wrong.field()).isEqualTo("args.card");
                    assertThat(wrong.message()).isNotBlank().doesNotContain("4111");
                });
        assertThat(reader.check("{\"pin\":1,\"amount\":\"x\"}"))
                .containsExactly(new Violation("args.amount", "must be a whole number"));
        assertThatThrownBy(() -> reader.read("{\"pin\":geheim}")).hasMessageNotContaining("geheim");
    }

    @Test
    void masksAllOfWhatIsNotWhole() {
        assertThat(fields.mask("{\"id\":1,\"cards\":[{\"number\":\"41")).isEqualTo("\"***\"");
        assertThat(fields.mask("number=4111")).isEqualTo("\"***\"");
    }

    @Test
    void leavesTypesAloneThatMaskNothing() {
        MaskedFields none = MaskedFields.of(json, json.type(Plain.class));

        assertThat(none.none()).isTrue();
        assertThat(none.mask("{\"number\": 1")).isEqualTo("{\"number\": 1");
    }

    /** Whoever sends back what they were shown would overwrite what is kept. */
    @Test
    void takesStarsForNoValue() {
        ArgsReader reader = new ArgsReader(json, json.type(Order.class), VALIDATOR);

        assertThat(reader.check("{\"id\":1,\"cards\":[{\"number\":\"***\",\"holder\":\"A\"}]}"))
                .extracting(Violation::field)
                .containsExactly("args");
        assertThat(reader.check("{\"id\":1,\"cards\":[{\"number\":\"4\",\"holder\":\"***\"}]}"))
                .isEmpty();
    }
}
