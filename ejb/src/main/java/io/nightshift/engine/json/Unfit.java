package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.nightshift.api.client.InvalidJobException.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with arguments of one job type, and quotes nothing that may be the value of a masked field. */
final class Unfit {

    private static final String UNFIT = "is not what the job type expects";
    private static final int LONGEST_MESSAGE = 500;

    private final MaskedFields masked;

    Unfit(MaskedFields masked) {
        this.masked = masked;
    }

    /** A rule that a value breaks. */
    Violation broken(ConstraintViolation<Object> rule) {
        return new Violation("args." + rule.getPropertyPath(), quotesMasked(rule) ? UNFIT : rule.getMessage());
    }

    /** Whether the message of a broken rule may hold what is masked: a rule may quote the value that breaks it. */
    private boolean quotesMasked(ConstraintViolation<Object> broken) {
        if (masked.none()) {
            return false;
        }
        Stream<String> path = StreamSupport.stream(broken.getPropertyPath().spliterator(), false)
                .map(Path.Node::getName)
                .filter(Objects::nonNull);
        return masked.anyOf(path) || broken.getMessageTemplate().contains("validatedValue");
    }

    /** What could not be read. */
    Violation read(JsonProcessingException wrong) {
        String path = wrong instanceof JsonMappingException mapping ? path(mapping.getPath()) : "args";
        String message = wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? expected(mismatch)
                : quoting(wrong);
        return new Violation(path, message);
    }

    /** What may quote the value that does not fit; where that could be a masked one, no more than that it does not. */
    private String quoting(JsonProcessingException wrong) {
        return masked.none() ? firstLine(wrong.getOriginalMessage()) : UNFIT;
    }

    private String expected(MismatchedInputException mismatch) {
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
                    || target == BigDecimal.class;
            wanted = fraction ? "a number" : "a whole number";
        } else if (target == String.class) {
            wanted = "a text";
        } else if (target.isEnum()) {
            wanted = "one of " + Arrays.toString(target.getEnumConstants());
        } else if (target.isArray() || Collection.class.isAssignableFrom(target)) {
            wanted = "a list";
        } else {
            return quoting(mismatch);
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
        int end = message == null ? 0 : message.indexOf('\n');
        String line = message == null ? "" : end < 0 ? message : message.substring(0, end);
        // What is so long quotes a value; a part of that could be one of a secret, which is hidden as a whole only.
        return line.isEmpty() || line.length() > LONGEST_MESSAGE ? UNFIT : line;
    }
}
