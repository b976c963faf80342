package io.nightshift.engine.json;

import com.fasterxml.jackson.databind.JavaType;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;

/** Describes Java types as JSON Schema (draft 2020-12), with what Bean Validation says of them. */
public final class Schemas {

    private final SchemaGenerator generator;

    /** Ready to use; making one is slow, so keep it while there are types to describe. */
    public Schemas() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JakartaValidationModule(
                        JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                        JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS))
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        builder.forFields()
                .withRequiredCheck(field -> field.getType().getErasedType().isPrimitive());
        this.generator = new SchemaGenerator(builder.build());
    }

    /** The schema of a type, as JSON text. */
    public String of(JavaType type) {
        return generator.generateSchema(type.getRawClass()).toString();
    }
}
