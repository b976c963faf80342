package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.nightshift.api.client.InvalidJobException.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of one job type into its Java type and checks them. Safe for concurrent use. */
public final class ArgsReader {

    /** The most broken rules, and the most unknown fields, that are told at once. */
    private static final int MOST_VIOLATIONS = 100;

    private static final int MOST_UNKNOWN = 10;

    private static final String PLACEHOLDER = "secret";

    private final ObjectReader reader;
    private final Validator validator;
    private final boolean constrained;
    private final MaskedFields masked;
    private final Unfit unfit;

    /** Reads this type. */
    public ArgsReader(StrictJson json, JavaType type, Validator validator) {
        this.reader = json.mapper().readerFor(type);
        this.validator = validator;
        this.masked = MaskedFields.of(json, type);
        this.unfit = new Unfit(masked);
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
            throw new ArgsException(List.of(unfit.read(wrong)));
        }
        List<Violation> violations = validate(value);
        if (!violations.isEmpty()) {
            throw new ArgsException(violations);
        }
        return value;
    }

    /**
     * Reads arguments that were accepted by another release of their type. A field that this one does not know is left
     * out, but only beside fields that are all there: if one is missing, the unknown one may be what it was called.
     *
     * @throws ArgsException if they do not fit
     */
    public Stored readStored(String args) throws ArgsException {
        LeftOut leftOut = new LeftOut();
        Object value;
        try {
            JsonNode tree = reader.readTree(args);
            value = reader.withHandler(leftOut.within(tree)).readValue(args);
        } catch (JsonProcessingException wrong) {
            throw new ArgsException(List.of(unfit.read(wrong)));
        }
        List<Violation> violations = new ArrayList<>(leftOut.doubtful);
        violations.addAll(validate(value));
        if (!violations.isEmpty()) {
            throw new ArgsException(violations);
        }
        return new Stored(value, leftOut.fields);
    }

    /**
     * Arguments of another release.
     *
     * @param value what the handler gets
     * @param leftOut the fields that are not in it
     */
    public record Stored(Object value, List<String> leftOut) {}

    /**
     * Everything that is wrong with arguments; empty if they fit. A reference to a secret counts as some text: what rules say of
     * that text is not asked before the run.
     */
    public List<Violation> check(String args) {
        if (masked.starsIn(args)) {
            return List.of(
                    new Violation(
                            "args",
                            "contain " + MaskedFields.STARS
                                    + " in the place of a masked field: that is how it is shown; give its value, or a reference to a secret"));
        }
        if (!SecretRefs.any(args)) {
            return check(args, List.of());
        }
        SecretRefs.Replaced replaced = SecretRefs.replace(reader.getFactory(), args, name -> PLACEHOLDER);
        return replaced.violations().isEmpty() ? check(replaced.args(), replaced.paths()) : replaced.violations();
    }

    /**
     * Arguments with secrets in the places of references.
     *
     * @param secret the text of a name; what it throws is thrown
     * @throws ArgsException if a reference is none that can be
     */
    public String resolve(String args, UnaryOperator<String> secret) throws ArgsException {
        SecretRefs.Replaced replaced = SecretRefs.replace(reader.getFactory(), args, secret);
        if (!replaced.violations().isEmpty()) {
            throw new ArgsException(replaced.violations());
        }
        return replaced.args();
    }

    private List<Violation> check(String args, List<String> secret) {
        UnknownFields unknown = new UnknownFields();
        List<Violation> violations = unknown.violations;
        try {
            Object value = reader.withHandler(unknown).readValue(args);
            validate(value).stream()
                    .filter(violation -> !secret.contains(violation.field()))
                    .forEach(violations::add);
        } catch (JsonProcessingException wrong) {
            violations.add(unfit.read(wrong));
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
                .map(unfit::broken)
                .toList();
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

        static String pointer(JsonParser parser, DeserializationContext context, String name) {
            return ArgsText.path(around(parser, context)) + "." + name;
        }

        /**
         * Where the object lies that has the field. Records are read from a buffer whose contexts know no names, so the
         * parser behind it is asked.
         */
        static @Nullable JsonStreamContext around(JsonParser parser, DeserializationContext context) {
            JsonParser whole = context.getParser();
            JsonStreamContext at = whole.getParsingContext();
            if (parser != whole && whole.hasToken(JsonToken.END_OBJECT)) {
                return at;
            }
            // At a value that is an object or a list itself, the parser is in that already.
            boolean inside = parser == whole
                    && (whole.hasToken(JsonToken.START_OBJECT) || whole.hasToken(JsonToken.START_ARRAY));
            JsonStreamContext object = inside ? at.getParent() : at;
            return object == null ? null : object.getParent();
        }
    }

    /** Leaves unknown fields out where nothing else is missing, and notes both. */
    private static final class LeftOut extends DeserializationProblemHandler {

        private final List<String> fields = new ArrayList<>();
        private final List<Violation> doubtful = new ArrayList<>();
        private JsonNode all = MissingNode.getInstance();

        LeftOut within(JsonNode tree) {
            all = tree;
            return this;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                @Nullable JsonDeserializer<?> deserializer,
                Object target,
                String name)
                throws IOException {
            String path = UnknownFields.pointer(parser, context, name);
            List<String> missing = missing(here(UnknownFields.around(parser, context)), deserializer);
            if (missing.isEmpty()) {
                fields.add(path);
            } else {
                doubtful.add(new Violation(
                        path,
                        "is not known any more, and may be what is called " + String.join(" or ", missing) + " now"));
            }
            parser.skipChildren();
            return true;
        }

        /** The fields that the type has at this place and the arguments have not. */
        private static List<String> missing(JsonNode here, @Nullable JsonDeserializer<?> deserializer) {
            Collection<Object> known = deserializer == null ? null : deserializer.getKnownPropertyNames();
            if (known == null || !here.isObject()) {
                return List.of("something else");
            }
            return known.stream()
                    .map(Object::toString)
                    .filter(field -> !here.has(field))
                    .sorted()
                    .toList();
        }

        /** What lies at a place. */
        private JsonNode here(@Nullable JsonStreamContext at) {
            if (at == null || at.inRoot()) {
                return all;
            }
            JsonNode outer = here(at.getParent());
            return at.inArray() ? outer.path(at.getCurrentIndex()) : outer.path(at.getCurrentName());
        }
    }
}
