package io.nightshift.jobs.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.jobs.csv.CsvImport.Args;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class ArgsRulesTest {

    private static final List<Column> COLUMNS = List.of(Column.of("id", ColumnType.INTEGER));

    private final Validator validator = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @Test
    void acceptsTheDefaults() {
        assertThat(faults(Args.ofFile("in.csv", COLUMNS, Target.ofTable("t")))).isEmpty();
    }

    @Test
    void wantsOneSourceAndOneTarget() {
        assertThat(faults(new Args("a", "b", null, null, null, COLUMNS, Target.ofFile("o"), null, null, null)))
                .containsExactly(" give either file or content");
        assertThat(faults(Args.ofFile("a", COLUMNS, new Target("t", "f", null))))
                .containsExactly("target give either table or file");
        assertThat(faults(Args.ofFile("a", COLUMNS, new Target(null, null, null))))
                .hasSize(1);
    }

    @Test
    void looksIntoColumns() {
        assertThat(faults(Args.ofFile("a", List.of(Column.of(" ", ColumnType.DATE)), Target.ofFile("o"))))
                .containsExactly("columns[0].name must not be blank");
        assertThat(faults(new Args("a", null, "\"", null, "UTF-7", COLUMNS, Target.ofFile("o"), 0, -1L, null)))
                .hasSize(4);
    }

    private List<String> faults(Args args) {
        return validator.validate(args).stream()
                .map(fault -> fault.getPropertyPath() + " " + fault.getMessage())
                .toList();
    }
}
