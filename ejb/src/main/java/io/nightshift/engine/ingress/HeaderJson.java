package io.nightshift.engine.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers and properties as a JSON object that fits its column, so that it never has to be cut in the middle. */
final class HeaderJson {

    private static final int MOST_CHARACTERS = 8_000;
    private static final int LONGEST_VALUE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private HeaderJson() {}

    static String of(Map<String, @Nullable Object> headers, Map<String, Object> properties) {
        Map<String, Object> kept = new LinkedHashMap<>();
        String json = "{}";
        Map<String, @Nullable Object> all = new LinkedHashMap<>(headers);
        all.putAll(properties);
        for (Map.Entry<String, @Nullable Object> entry : all.entrySet()) {
            Object value = entry.getValue();
            if (value == null) {
                continue;
            }
            String name = StorableText.clean(entry.getKey(), LONGEST_VALUE);
            kept.put(
                    name,
                    value instanceof Number || value instanceof Boolean
                            ? value
                            : StorableText.clean(value.toString(), LONGEST_VALUE));
            String longer = write(kept);
            if (longer.length() > MOST_CHARACTERS) {
                return json;
            }
            json = longer;
        }
        return json;
    }

    private static String write(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers, booleans and texts can always be written as JSON", e);
        }
    }
}
