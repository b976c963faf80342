package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Refuses numbers that a binary fraction cannot hold: they would become infinity or zero. And the words for such numbers. */
final class FractionReader extends StrictReader {

    private static final long serialVersionUID = 1L;

    FractionReader(Class<?> type, JsonDeserializer<?> reader) {
        super(type, reader);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new FractionReader(type, reader);
    }

    @Override
    @Nullable
    Object read(JsonParser parser, DeserializationContext context) throws IOException {
        boolean number = parser.currentToken().isNumeric();
        boolean something = number && notZero(parser.getText());
        Object value = delegate(parser, context);
        if (!finite(value)) {
            throw misfit(parser, "must be a number within the range of a " + name());
        }
        if (something && value instanceof Number read && read.doubleValue() == 0) {
            throw misfit(parser, "must be zero, or a number within the range of a " + name());
        }
        return value;
    }

    private static boolean notZero(String number) {
        for (int i = 0; i < number.length() && (number.charAt(i) | 0x20) != 'e'; i++) {
            if (number.charAt(i) >= '1' && number.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private String name() {
        return type == float.class || type == Float.class || type == float[].class ? "float" : "double";
    }

    private static boolean finite(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(((Number) value).doubleValue());
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isEmpty() || Double.isFinite(optional.getAsDouble());
        }
        if (value instanceof double[] doubles) {
            return java.util.Arrays.stream(doubles).allMatch(Double::isFinite);
        }
        return !(value instanceof float[] floats)
                || IntStream.range(0, floats.length).allMatch(i -> Float.isFinite(floats[i]));
    }
}
