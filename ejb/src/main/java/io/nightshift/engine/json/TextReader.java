package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets texts alone through to a reader that would take numbers and lists as well. */
final class TextReader extends StrictReader {

    private static final long serialVersionUID = 1L;

    private final boolean date;

    /** Reads a text; {@code date} if a text of digits would be taken for milliseconds since 1970. */
    TextReader(Class<?> type, JsonDeserializer<?> reader, boolean date) {
        super(type, reader);
        this.date = date;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new TextReader(type, reader, date);
    }

    @Override
    @Nullable
    Object read(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw misfit(parser, "must be a text");
        }
        if (date && parser.getText().chars().skip(1).noneMatch(c -> c == ':' || Character.isLetter(c) || c == '-')) {
            throw misfit(parser, "must be a date such as 2026-01-31");
        }
        return delegate(parser, context);
    }
}
