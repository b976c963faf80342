package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import io.nightshift.api.handler.Masked;
import io.nightshift.store.text.ExactJson;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one job type's arguments that nobody is to see, by their names. */
public final class MaskedFields {

    /** What stands in the place of a masked value. */
    public static final String STARS = "***";

    private final Set<String> names;
    private final JsonFactory factory;

    private MaskedFields(Set<String> names, JsonFactory factory) {
        this.names = Set.copyOf(names);
        this.factory = factory;
    }

    /** Those that are {@link Masked} in a type, or in a record within it, in a list or a map too. */
    public static MaskedFields of(StrictJson json, JavaType type) {
        Set<String> names = new TreeSet<>();
        collect(json, type, names, new HashSet<>());
        return new MaskedFields(names, json.mapper().getFactory());
    }

    private static void collect(StrictJson json, JavaType type, Set<String> names, Set<JavaType> seen) {
        if (!seen.add(type)) {
            return;
        }
        for (JavaType part : type.getBindings().getTypeParameters()) {
            collect(json, part, names, seen);
        }
        if (type.getContentType() != null) {
            collect(json, type.getContentType(), names, seen);
        }
        for (Class<?> permitted : permitted(type.getRawClass())) {
            collect(json, json.type(permitted), names, seen);
        }
        RecordComponent[] components = type.getRawClass().getRecordComponents();
        if (components == null) {
            return;
        }
        for (RecordComponent component : components) {
            if (component.isAnnotationPresent(Masked.class)) {
                names.add(component.getName());
            }
            collect(json, json.type(component.getGenericType()), names, seen);
        }
    }

    private static Class<?>[] permitted(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? new Class<?>[0] : permitted;
    }

    /** Whether nothing is masked. */
    public boolean none() {
        return names.isEmpty();
    }

    /** Whether arguments hold what only stands in the place of a value: somebody sent back what they were shown. */
    boolean starsIn(String args) {
        return names.stream().anyMatch(name -> args.contains("\"" + name + "\":\"" + STARS + "\""));
    }

    /** Stored arguments as people may see them. */
    public String mask(String args) {
        if (names.isEmpty()) {
            return args;
        }
        StringWriter copy = new StringWriter(args.length());
        try (JsonParser in = factory.createParser(args);
                JsonGenerator out = factory.createGenerator(copy)) {
            while (in.nextToken() != null) {
                ExactJson.token(in, out);
                if (in.currentToken() == JsonToken.FIELD_NAME && names.contains(in.currentName())) {
                    hide(in, out);
                }
            }
        } catch (IOException notWhole) {
            // A part of arguments, or none: what cannot be read cannot be masked field by field.
            return "\"" + STARS + "\"";
        }
        return copy.toString();
    }

    private static void hide(JsonParser in, JsonGenerator out) throws IOException {
        if (in.nextToken() == JsonToken.VALUE_NULL) {
            out.writeNull();
            return;
        }
        in.skipChildren();
        out.writeString(STARS);
    }
}
