package io.nightshift.engine.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.nightshift.engine.json.TextForms.Form;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a type that is a text from its one form. A field that says its own form ({@code @JsonFormat}) keeps Jackson's reader. */
final class FormReader extends StrictReader {

    private static final long serialVersionUID = 1L;

    private final transient Form form;

    FormReader(Class<?> type, Form form, JsonDeserializer<?> reader) {
        super(type, reader);
        this.form = form;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        JsonFormat.Value own = findFormatOverrides(context, property, type);
        if (own == null || (!own.hasPattern() && !own.hasShape())) {
            return this;
        }
        JsonDeserializer<?> asTold =
                context.handleSecondaryContextualization(_delegatee, property, context.constructType(type));
        return own.getShape().isNumeric() || own.getShape() == JsonFormat.Shape.ARRAY
                ? asTold
                : new TextReader(type, asTold, false);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new FormReader(type, form, reader);
    }

    @Override
    @Nullable
    Object read(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw misfit(parser, "must be " + form.words());
        }
        try {
            return form.read().read(parser.getText());
        } catch (RuntimeException other) {
            // What the reader of the form says is for programmers, and may quote a text of any length.
            throw misfit(parser, "must be " + form.words());
        }
    }
}
