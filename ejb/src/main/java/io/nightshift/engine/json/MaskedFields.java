package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.nightshift.api.handler.Masked;
import io.nightshift.store.text.ExactJson;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The fields of one job type's arguments that nobody is to see, by their names. */
public final class MaskedFields {

    /** What stands in the place of a masked value. */
    public static final String STARS = "***";

    private static final String ALL = "\"" + STARS + "\"";

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
        List<BeanPropertyDefinition> properties =
                json.mapper().getDeserializationConfig().introspect(type).findProperties();
        for (RecordComponent component : components) {
            if (component.isAnnotationPresent(Masked.class)) {
                names.add(component.getName());
                properties.stream()
                        .filter(property -> property.getInternalName().equals(component.getName()))
                        .forEach(property -> addNames(property, names));
            }
            collect(json, json.type(component.getGenericType()), names, seen);
        }
    }

    /** A field may be called otherwise in JSON, and by several names. */
    private static void addNames(BeanPropertyDefinition property, Set<String> names) {
        names.add(property.getName());
        property.findAliases().forEach(alias -> names.add(alias.getSimpleName()));
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

    /** Whether one of these names is that of a masked field. */
    boolean anyOf(Stream<String> path) {
        return path.anyMatch(names::contains);
    }

    /** Arguments, stored or refused, as people may see them. */
    public String mask(String args) {
        if (names.isEmpty()) {
            return args;
        }
        StringWriter copy = new StringWriter(args.length());
        try (JsonParser in = factory.createParser(args);
                JsonGenerator out = factory.createGenerator(copy)) {
            while (in.nextToken() != null) {
                if (out.getOutputContext().inRoot() && in.currentToken() != JsonToken.START_OBJECT) {
                    // A value without a name: nobody can tell which field it should have been.
                    return ALL;
                }
                ExactJson.token(in, out);
                if (in.currentToken() == JsonToken.FIELD_NAME && names.contains(in.currentName())) {
                    hide(in, out);
                }
            }
        } catch (IOException notWhole) {
            // A part of arguments, or none: what cannot be read cannot be masked field by field.
            return ALL;
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
