package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.nightshift.api.client.InvalidJobException.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of one job type into its Java type and checks them. Safe for concurrent use. */
public final class ArgsReader {

    /** The most broken rules, and the most unknown fields, that are told at once. */
    private static final int MOST_VIOLATIONS = 100;

    private static final int MOST_UNKNOWN = 10;

    private final ObjectReader reader;
    private final Validator validator;
    private final boolean constrained;

    /** Reads this type. */
    public ArgsReader(StrictJson json, JavaType type, Validator validator) {
        this.reader = json.mapper().readerFor(type);
        this.validator = validator;
        this.constrained = validator.getConstraintsForClass(type.getRawClass()).isBeanConstrained();
    }

    /**
     * Reads arguments for a run.
     *
     * @throws ArgsException if they do not fit (any more)
     */
    public Object read(String args) throws ArgsException {
        Object value;
        try {
            value = reader.readValue(args);
        } catch (JsonProcessingException wrong) {
            throw new ArgsException(List.of(violation(wrong)));
        }
        List<Violation> violations = validate(value);
        if (!violations.isEmpty()) {
            throw new ArgsException(violations);
        }
        return value;
    }

    /** Everything that is wrong with arguments; empty if they fit. */
    public List<Violation> check(String args) {
        UnknownFields unknown = new UnknownFields();
        List<Violation> violations = unknown.violations;
        try {
            Object value = reader.withHandler(unknown).readValue(args);
            violations.addAll(validate(value));
        } catch (JsonProcessingException wrong) {
            violations.add(violation(wrong));
        }
        return violations;
    }

    private List<Violation> validate(@Nullable Object value) {
        if (value == null) {
            return List.of(new Violation("args", "must be an object"));
        }
        if (!constrained) {
            return List.of();
        }
        return validator.validate(value).stream()
                .sorted(Comparator.comparing(
                        (ConstraintViolation<Object> v) -> v.getPropertyPath().toString()))
                .limit(MOST_VIOLATIONS)
                .map(v -> new Violation("args." + v.getPropertyPath(), v.getMessage()))
                .toList();
    }

    private static Violation violation(JsonProcessingException wrong) {
        String path = wrong instanceof JsonMappingException mapping ? path(mapping.getPath()) : "args";
        String message = wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? expected(mismatch)
                : firstLine(wrong.getOriginalMessage());
        return new Violation(path, message);
    }

    private static String expected(MismatchedInputException mismatch) {
        if (mismatch instanceof StrictReader.MisfitException) {
            return firstLine(mismatch.getOriginalMessage());
        }
        Class<?> target = mismatch.getTargetType();
        String wanted;
        if (target == boolean.class || target == Boolean.class) {
            wanted = "true or false";
        } else if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            boolean fraction = target == double.class
                    || target == float.class
                    || target == Double.class
                    || target == Float.class
                    || target == java.math.BigDecimal.class;
            wanted = fraction ? "a number" : "a whole number";
        } else if (target == String.class) {
            wanted = "a text";
        } else if (target.isEnum()) {
            wanted = "one of " + java.util.Arrays.toString(target.getEnumConstants());
        } else if (target.isArray() || Collection.class.isAssignableFrom(target)) {
            wanted = "a list";
        } else {
            return firstLine(mismatch.getOriginalMessage());
        }
        return "must be " + wanted;
    }

    /** {@code args.lines[3].amount}. */
    private static String path(List<JsonMappingException.Reference> references) {
        return "args"
                + references.stream()
                        .map(r -> r.getFieldName() != null ? "." + r.getFieldName() : "[" + r.getIndex() + "]")
                        .collect(Collectors.joining());
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "is not what the job type expects";
        }
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.length() > 500 ? line.substring(0, 500) : line;
    }

    /** Arguments that do not fit their job type. */
    public static final class ArgsException extends Exception {

        private static final long serialVersionUID = 1L;

        ArgsException(List<Violation> violations) {
            super("The arguments do not fit the job type: "
                    + violations.stream()
                            .map(v -> v.field() + " " + v.message())
                            .collect(Collectors.joining("; ")));
        }
    }

    /** Collects misspelt fields instead of stopping at the first. */
    private static final class UnknownFields extends DeserializationProblemHandler {

        private final List<Violation> violations = new ArrayList<>();

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                @Nullable JsonDeserializer<?> deserializer,
                Object target,
                String name)
                throws IOException {
            parser.skipChildren();
            if (violations.size() == MOST_UNKNOWN) {
                violations.add(
                        new Violation("args", "has more unknown fields; the first " + MOST_UNKNOWN + " are named"));
            }
            if (violations.size() > MOST_UNKNOWN) {
                return true;
            }
            Collection<Object> known = deserializer == null ? null : deserializer.getKnownPropertyNames();
            violations.add(new Violation(
                    pointer(parser, context, name),
                    "is not known"
                            + (known == null || known.isEmpty()
                                    ? "; there are no fields here"
                                    : "; known: "
                                            + known.stream()
                                                    .map(Object::toString)
                                                    .sorted()
                                                    .collect(Collectors.joining(", ")))));
            return true;
        }

        /** Records are read from a buffer whose contexts know no names, so the parser behind it is asked. */
        private static String pointer(JsonParser parser, DeserializationContext context, String name) {
            JsonParser whole = context.getParser();
            JsonStreamContext at = whole.getParsingContext();
            boolean behind = parser != whole && whole.hasToken(JsonToken.END_OBJECT);
            return ArgsText.path(behind ? at : at.getParent()) + "." + name;
        }
    }
}
