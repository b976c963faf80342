package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps bytes within -128 to 127; Jackson takes 128 to 255 too and makes negative numbers of them. */
final class ByteReader extends StrictReader {

    private static final long serialVersionUID = 1L;

    ByteReader(Class<?> type, JsonDeserializer<?> reader) {
        super(type, reader);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new ByteReader(type, reader);
    }

    @Override
    @Nullable
    Object read(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? (Object) one(parser, this) : delegate(parser, context);
    }

    static byte one(JsonParser parser, StrictReader asking) throws IOException {
        long number =
                parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getText().length() <= 4
                        ? parser.getLongValue()
                        : Long.MAX_VALUE;
        if (number < Byte.MIN_VALUE || number > Byte.MAX_VALUE) {
            throw asking.misfit(parser, "must be a whole number from -128 to 127");
        }
        return (byte) number;
    }
}
