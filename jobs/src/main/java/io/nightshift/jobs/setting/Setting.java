package io.nightshift.jobs.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One setting of the operator: a system property such as {@code nightshift.csv.dir}, or else the environment variable
 * {@code NIGHTSHIFT_CSV_DIR}, or else a default.
 *
 * @param name the property's name
 * @param otherwise the value if neither is set
 */
public record Setting(String name, String otherwise) {

    /** The value now; blank counts as not set. */
    public String value() {
        return value(System::getProperty, System.getenv());
    }

    /** The value now, as a list: parts between commas, trimmed, without empty ones. */
    public List<String> list() {
        return Arrays.stream(value().split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The environment variable of this setting. */
    public String variable() {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private String value(UnaryOperator<String> properties, Map<String, String> environment) {
        String property = properties.apply(name);
        if (property != null && !property.isBlank()) {
            return property.strip();
        }
        String variable = environment.get(variable());
        return variable != null && !variable.isBlank() ? variable.strip() : otherwise;
    }
}
