package io.nightshift.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Arguments that an earlier release of their type accepted. */
class StoredArgsTest {

    record Line(String article, int pieces) {}

    record Order(@Max(100) int number, @Nullable String note, List<Line> lines) {}

    private final ArgsReader reader = reader();

    @Test
    void leavesOutFieldsThatTheTypeHasNoMoreIfAllOthersAreThere() throws Exception {
        ArgsReader.Stored stored = reader.readStored("""
                {"number":7,"note":null,"color":"red","lines":[{"article":"a","pieces":1},
                 {"article":"b","pieces":2,"old":{"deep":[1,2]}}]}""");

        assertThat(stored.value()).isEqualTo(new Order(7, null, List.of(new Line("a", 1), new Line("b", 2))));
        assertThat(stored.leftOut()).containsExactlyInAnyOrder("args.color", "args.lines[1].old");
    }

    @Test
    void readsWhatFitsWithoutLeavingAnythingOut() throws Exception {
        ArgsReader.Stored stored = reader.readStored("{\"number\":7,\"lines\":[]}");

        assertThat(stored.leftOut()).isEmpty();
    }

    /** What looks like a removed field may be the old name of one that would be silently empty. */
    @Test
    void doesNotDropAFieldThatMayHaveBeenRenamed() {
        assertThatThrownBy(() -> reader.readStored("{\"number\":7,\"remark\":\"urgent\",\"lines\":[]}"))
                .isInstanceOf(ArgsReader.ArgsException.class)
                .hasMessageContaining("args.remark")
                .hasMessageContaining("note");
        assertThatThrownBy(() -> reader.readStored(
                        "{\"number\":7,\"note\":\"n\",\"lines\":[{\"articleName\":\"a\",\"pieces\":1}]}"))
                .isInstanceOf(ArgsReader.ArgsException.class)
                .hasMessageContaining("args.lines[0].articleName")
                .hasMessageContaining("article");
    }

    @Test
    void refusesWhatTheTypeRefuses() {
        assertThatThrownBy(() -> reader.readStored("{\"number\":101,\"note\":null,\"lines\":[],\"old\":1}"))
                .isInstanceOf(ArgsReader.ArgsException.class)
                .hasMessageContaining("args.number");
        assertThatThrownBy(() -> reader.readStored("{\"number\":\"seven\",\"note\":null,\"lines\":[]}"))
                .isInstanceOf(ArgsReader.ArgsException.class);
    }

    private static ArgsReader reader() {
        StrictJson json = new StrictJson(
                EngineConfig.from(new Settings(name -> null, name -> null)).limits());
        return new ArgsReader(
                json,
                json.type(Order.class),
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()
                        .getValidator());
    }
}
