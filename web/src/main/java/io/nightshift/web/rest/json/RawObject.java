package io.nightshift.web.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.nightshift.store.text.ExactJson;
import java.io.IOException;
import java.io.StringWriter;

/**
 * An object of any fields in a body, kept as the text that was sent: whose numbers they are, and what they mean, is for its
 * reader to say.
 *
 * @param text the JSON, without the blanks between its tokens
 */
public record RawObject(String text) {

    /** Copies it out of a body. */
    static final class Reader extends StdDeserializer<RawObject> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(RawObject.class);
        }

        @Override
        public RawObject deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.START_OBJECT)) {
                return (RawObject) context.handleUnexpectedToken(
                        getValueType(context), parser.currentToken(), parser, "must be a JSON object");
            }
            StringWriter text = new StringWriter();
            try (JsonGenerator copy = parser.getCodec().getFactory().createGenerator(text)) {
                ExactJson.copy(parser, copy);
            }
            return new RawObject(text.toString());
        }
    }
}
