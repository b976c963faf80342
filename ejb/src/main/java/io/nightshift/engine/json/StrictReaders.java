package io.nightshift.engine.json;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.ReferenceType;
import io.nightshift.engine.json.TextForms.Form;
import java.io.IOException;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Has values read strictly wherever they stand (in fields, lists, maps, optional or generic ones): Jackson's readers take
 * numbers for dates and enums, overflow to infinity, and fill in what is missing, each by a rule of its own.
 */
final class StrictReaders extends SimpleModule {

    private static final long serialVersionUID = 1L;

    private static final Set<Class<?>> FRACTIONS = Set.of(
            double.class, Double.class, float.class, Float.class, double[].class, float[].class, OptionalDouble.class);
    private static final Set<Class<?>> CHARACTERS = Set.of(String.class, char.class, Character.class);
    /** Readers without a logical type are asked about as well, which an immutable set would not bear. */
    private static final Set<LogicalType> TEXTS =
            EnumSet.of(LogicalType.Textual, LogicalType.DateTime, LogicalType.OtherScalar);

    StrictReaders() {
        super("strict readers");
        TextForms.all().forEach((type, form) -> addKeyDeserializer(type, new FormKey(form)));
        addKeyDeserializer(Double.class, new FormKey(new Form("a finite number", StrictReaders::number)));
        addKeyDeserializer(Float.class, new FormKey(new Form("a finite number", text ->
                (float) finite(Float.parseFloat(text)))));
        addKeyDeserializer(Byte.class, new FormKey(new Form("a whole number from -128 to 127", Byte::valueOf)));
        setDeserializerModifier(new Wrapping());
    }

    private static Double number(String text) {
        return finite(Double.parseDouble(text));
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("not finite");
        }
        return number;
    }

    private static final class Wrapping extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
            return wrap(bean.getBeanClass(), reader);
        }

        @Override
        public JsonDeserializer<?> modifyArrayDeserializer(
                DeserializationConfig config, ArrayType type, BeanDescription bean, JsonDeserializer<?> reader) {
            return wrap(type.getRawClass(), reader);
        }

        @Override
        public JsonDeserializer<?> modifyReferenceDeserializer(
                DeserializationConfig config, ReferenceType type, BeanDescription bean, JsonDeserializer<?> reader) {
            return wrap(type.getRawClass(), reader);
        }

        private static JsonDeserializer<?> wrap(Class<?> type, JsonDeserializer<?> reader) {
            Form form = TextForms.of(type);
            if (type == byte[].class && form != null) {
                return new BytesReader(form, reader);
            }
            if (form != null) {
                return new FormReader(type, form, reader);
            }
            if (FRACTIONS.contains(type)) {
                return new FractionReader(type, reader);
            }
            if (type == byte.class || type == Byte.class) {
                return new ByteReader(type, reader);
            }
            boolean text = CHARACTERS.contains(type)
                    || (type.getName().startsWith("java.") && TEXTS.contains(reader.logicalType()));
            return text ? new TextReader(type, reader, reader.logicalType() == LogicalType.DateTime) : reader;
        }
    }

    /** A key of a map: always a text, so only its form matters. */
    private static final class FormKey extends KeyDeserializer {

        private final Form form;

        FormKey(Form form) {
            this.form = form;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            try {
                return form.read().read(key);
            } catch (RuntimeException other) {
                throw context.weirdKeyException(Object.class, key, "must be " + form.words());
            }
        }
    }
}
