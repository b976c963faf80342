package io.nightshift.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.handler.Masked;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import jakarta.validation.Validation;
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

    record Plain(String number) {}

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
        ArgsReader reader = new ArgsReader(
                json,
                json.type(Order.class),
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()
                        .getValidator());

        assertThat(reader.check("{\"id\":1,\"cards\":[{\"number\":\"***\",\"holder\":\"A\"}]}"))
                .extracting(Violation::field)
                .containsExactly("args");
        assertThat(reader.check("{\"id\":1,\"cards\":[{\"number\":\"4\",\"holder\":\"***\"}]}"))
                .isEmpty();
    }
}
