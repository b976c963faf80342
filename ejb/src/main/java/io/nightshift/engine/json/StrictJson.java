package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.nightshift.engine.config.EngineConfig.Limits;
import io.nightshift.store.text.TextRule;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON strictly and within limits. Safe for concurrent use. */
public final class StrictJson {

    private final Limits limits;
    private final ObjectMapper mapper;
    private final ObjectReader values;

    /** Reads no more than these limits allow. */
    public StrictJson(Limits limits) {
        this.limits = limits;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.jsonDepth())
                .maxNumberLength(100)
                .maxStringLength(limits.payloadBytes())
                .maxNameLength(1_000)
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                // Names come from strangers: kept for the life of the JVM, or looked up in a table that their choice
                // of names can fill, they would cost more than to read them each time.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
        // Nothing is guessed: a text is no number, a missing number is no zero, a misspelt field is an error.
        // And nothing is changed: a number keeps its digits, a time its offset.
        this.mapper = JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModule(new Jdk8Module())
                .addModule(new StrictReaders())
                .withCoercionConfigDefaults(all -> all.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                        SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
        this.values = mapper.reader().with(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    /** The limits. */
    public Limits limits() {
        return limits;
    }

    /** Describes a Java type to the mapper. */
    public JavaType type(java.lang.reflect.Type type) {
        return mapper.constructType(type);
    }

    /**
     * Writes a value as text.
     *
     * @throws JsonProcessingException if it cannot be written
     */
    public String write(Object value) throws JsonProcessingException {
        return mapper.writeValueAsString(value);
    }

    /**
     * Reads a text that holds one value and nothing else.
     *
     * @throws JsonProcessingException if it does not fit the type, in which unknown fields are no fields
     */
    public <T> T read(String text, Class<T> type) throws JsonProcessingException {
        return mapper.readValue(text, type);
    }

    /**
     * Writes a value as text, up to a size: a value that has no end is not followed to it.
     *
     * @param most bytes in UTF-8
     * @return null if it is larger
     * @throws JsonProcessingException if it cannot be written
     */
    public @Nullable String write(Object value, int most) throws JsonProcessingException {
        BoundedWriter text = new BoundedWriter(most);
        try {
            mapper.writeValue(text, value);
        } catch (JsonProcessingException unfit) {
            if (text.full()) {
                return null;
            }
            throw unfit;
        } catch (IOException full) {
            return null;
        }
        String written = text.toString();
        return bytes(written) > most ? null : written;
    }

    /**
     * A text that is the same for texts that differ only in the order of their fields or in how they spell a number: whoever
     * repeats a request with the same key means the same by 1.0 and 1.00.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    public String canonical(String json) throws JsonProcessingException {
        return sorted(values.readTree(json)).toString();
    }

    /** Bytes of a text in UTF-8, without making a copy. */
    public static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate is half of a pair that takes four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** Whether a text is valid Unicode, which databases insist on. */
    public static boolean wellFormed(String text) {
        return TextRule.whole(text);
    }

    ObjectMapper mapper() {
        return mapper;
    }

    private JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode result = mapper.createObjectNode();
            result.setAll(fields);
            return result;
        }
        if (node.isArray()) {
            var result = mapper.createArrayNode();
            node.forEach(element -> result.add(sorted(element)));
            return result;
        }
        return node;
    }
}
