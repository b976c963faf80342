package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.text.ExactJson;
import io.nightshift.store.text.TextRule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as they are stored: what was sent without the blanks between its tokens. Nothing is read into a value here, so
 * every number keeps its digits and a huge exponent costs nothing.
 */
public final class ArgsText {

    /** The most fields of one object: more are no arguments but data, and cost more to check than they are worth. */
    public static final int MOST_FIELDS = 10_000;

    private final JsonFactory factory;

    /** Reads within the limits of this JSON. */
    public ArgsText(StrictJson json) {
        this.factory = json.mapper().getFactory();
    }

    /** The arguments to store; null if something is wrong with them, which is then added to {@code found}. */
    public @Nullable String read(String text, List<Violation> found) {
        StringWriter copy = new StringWriter(text.length());
        try (JsonParser in = factory.createParser(text);
                JsonGenerator out = factory.createGenerator(copy)) {
            Violation wrong = copy(in, out);
            if (wrong != null) {
                found.add(wrong);
                return null;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("A text in memory could not be read", impossible);
        }
        return copy.toString();
    }

    private static @Nullable Violation copy(JsonParser in, JsonGenerator out) throws IOException {
        try {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return new Violation("args", "must be a JSON object such as {}");
            }
            int[] fields = new int[in.streamReadConstraints().getMaxNestingDepth() + 1];
            int depth = 0;
            do {
                String wrong = wrong(in, fields, depth);
                if (wrong != null) {
                    return new Violation(path(in.getParsingContext()), wrong);
                }
                ExactJson.token(in, out);
                JsonToken token = in.currentToken();
                if (token.isStructStart()) {
                    fields[++depth] = 0;
                } else if (token.isStructEnd()) {
                    depth--;
                }
            } while (in.nextToken() != null && depth > 0);
            return in.currentToken() == null
                    ? null
                    : new Violation("args", "must be one JSON object, nothing after it");
        } catch (JsonProcessingException malformed) {
            return told(in, malformed);
        }
    }

    /** What is wrong with a token; null if nothing is. */
    private static @Nullable String wrong(JsonParser in, int[] fields, int depth) throws IOException {
        return switch (in.currentToken()) {
            case FIELD_NAME ->
                ++fields[depth] > MOST_FIELDS
                        ? "is one of more than " + MOST_FIELDS + " fields of one object, which is the most"
                        : TextRule.brokenCharacters(in.currentName()) == null
                                ? null
                                : "has a name that " + TextRule.brokenCharacters(in.currentName());
            case VALUE_STRING ->
                TextRule.whole(in.getText()) ? null : "must be valid Unicode: there is half of a surrogate pair in it";
            default -> null;
        };
    }

    private static Violation told(JsonParser in, JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage();
        return message.startsWith("Duplicate")
                ? new Violation(path(in.getParsingContext()), "is given twice")
                : new Violation("args", "must be a JSON object: " + malformed(malformed));
    }

    /** Without a word of the text, of which a part may be masked: which, is not known before all of it is read. */
    private static String malformed(JsonProcessingException malformed) {
        if (malformed instanceof StreamConstraintsException) {
            return malformed.getOriginalMessage();
        }
        JsonLocation at = malformed.getLocation();
        return at == null
                ? "it cannot be read"
                : "it cannot be read at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** {@code args.lines[3].amount}. */
    static String path(@Nullable JsonStreamContext at) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext level = at; level != null && !level.inRoot(); level = level.getParent()) {
            String name = level.getCurrentName();
            path.insert(0, level.inArray() ? "[" + level.getCurrentIndex() + "]" : name == null ? "" : "." + name);
        }
        return "args" + path;
    }
}
