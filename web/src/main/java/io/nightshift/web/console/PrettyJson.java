package io.nightshift.web.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.store.text.ExactJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON with line breaks, for people, its numbers as they were sent. Pages show it as text, never as markup. */
public final class PrettyJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private PrettyJson() {}

    /** The same JSON, indented; the text unchanged if it is none. */
    public static String of(String json) {
        StringWriter pretty = new StringWriter();
        try (JsonParser in = FACTORY.createParser(json);
                JsonGenerator out = FACTORY.createGenerator(pretty).useDefaultPrettyPrinter()) {
            if (in.nextToken() == null) {
                return json;
            }
            ExactJson.copy(in, out);
        } catch (JsonProcessingException notJson) {
            return json;
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory could not be read", impossible);
        }
        return pretty.toString();
    }
}
