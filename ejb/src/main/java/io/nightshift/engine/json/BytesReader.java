package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import io.nightshift.engine.json.TextForms.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads bytes from Base64, the form they are written in, or from a list of whole numbers from -128 to 127. */
final class BytesReader extends StrictReader {

    private static final long serialVersionUID = 1L;

    private final transient Form form;

    BytesReader(Form form, JsonDeserializer<?> reader) {
        super(byte[].class, reader);
        this.form = form;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new BytesReader(form, reader);
    }

    @Override
    Object read(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.START_ARRAY)) {
            return list(parser);
        }
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw misfit(parser, "must be " + form.words());
        }
        try {
            return form.read().read(parser.getText());
        } catch (IllegalArgumentException other) {
            throw misfit(parser, "must be " + form.words());
        }
    }

    private byte[] list(JsonParser parser) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            try {
                bytes.write(ByteReader.one(parser, this));
            } catch (MisfitException misfit) {
                misfit.prependPath(bytes, bytes.size());
                throw misfit;
            }
        }
        return bytes.toByteArray();
    }
}
