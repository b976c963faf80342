package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Looks at a value before, or after, Jackson's own reader reads it. */
abstract class StrictReader extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    final Class<?> type;

    StrictReader(Class<?> type, JsonDeserializer<?> reader) {
        super(reader);
        this.type = type;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return read(parser, context);
    }

    abstract @Nullable Object read(JsonParser parser, DeserializationContext context) throws IOException;

    @Nullable
    Object delegate(JsonParser parser, DeserializationContext context) throws IOException {
        return _delegatee.deserialize(parser, context);
    }

    /** The path is added on its way up; the message is for people, so it names no class. */
    MisfitException misfit(JsonParser parser, String message) {
        return new MisfitException(parser, message, type);
    }

    /** A value that does not fit; its message says what would. */
    static final class MisfitException extends MismatchedInputException {

        private static final long serialVersionUID = 1L;

        MisfitException(JsonParser parser, String message, Class<?> type) {
            super(parser, message, type);
        }
    }
}
