package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets texts alone through to a reader that would take numbers and lists as well. */
final class TextReader extends StrictReader {

    private static final long serialVersionUID = 1L;

    TextReader(Class<?> type, JsonDeserializer<?> reader) {
        super(type, reader);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new TextReader(type, reader);
    }

    @Override
    @Nullable
    Object read(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw misfit(parser, "must be a text");
        }
        // Java's old dates take a text of digits for milliseconds since 1970.
        if (_delegatee.logicalType() == LogicalType.DateTime
                && parser.getText().chars().noneMatch(Character::isLetter)
                && parser.getText().indexOf('-', 1) < 0) {
            throw misfit(parser, "must be a date such as 2026-01-31");
        }
        return delegate(parser, context);
    }
}
