package io.nightshift.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.text.ExactJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * References to secrets in arguments: {@code {"$secret": "name"}} where a text is wanted. They are what is stored, shown and
 * compared; the texts themselves take their places in memory only, right before arguments are read for a run.
 */
public final class SecretRefs {

    /** The one field of a reference. */
    public static final String FIELD = "$secret";

    private static final String QUOTED = "\"" + FIELD + "\"";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final String RULE =
            "is a reference to a secret and must be {\"$secret\": \"name\"} and nothing else, the name 1 to 100 characters of"
                    + " a-z 0-9 _ -";

    private SecretRefs() {}

    /** Whether stored arguments refer to secrets; costs a look through the text. */
    public static boolean any(String args) {
        return args.contains(QUOTED);
    }

    /**
     * Arguments without references.
     *
     * @param args what stands in their places
     * @param paths where, such as {@code args.headers.Authorization}
     * @param violations what is wrong with references; then the arguments are not whole
     */
    public record Replaced(String args, List<String> paths, List<Violation> violations) {}

    /**
     * Puts texts in the places of references.
     *
     * @param args an object in JSON, as it is stored
     * @param secret the text of a name; what it throws is thrown
     */
    static Replaced replace(JsonFactory factory, String args, UnaryOperator<String> secret) {
        StringWriter copy = new StringWriter(args.length());
        List<String> paths = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        try (JsonParser in = factory.createParser(args);
                JsonGenerator out = factory.createGenerator(copy)) {
            while (in.nextToken() != null) {
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    token(in, out, violations);
                    continue;
                }
                String path = ArgsText.path(in.getParsingContext().getParent());
                boolean root = in.getParsingContext().getParent().inRoot();
                if (in.nextToken() != JsonToken.FIELD_NAME
                        || root
                        || !in.currentName().equals(FIELD)) {
                    out.writeStartObject();
                    token(in, out, violations);
                    continue;
                }
                String name = in.nextTextValue();
                if (name == null || !NAME.matcher(name).matches() || in.nextToken() != JsonToken.END_OBJECT) {
                    violations.add(new Violation(path, RULE));
                    return new Replaced(args, paths, violations);
                }
                paths.add(path);
                out.writeString(secret.apply(name));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("Stored arguments could not be read", impossible);
        }
        return new Replaced(copy.toString(), paths, violations);
    }

    private static void token(JsonParser in, JsonGenerator out, List<Violation> violations) throws IOException {
        if (in.currentToken() == JsonToken.FIELD_NAME && in.currentName().equals(FIELD)) {
            violations.add(new Violation(ArgsText.path(in.getParsingContext().getParent()), RULE));
        }
        ExactJson.token(in, out);
    }
}
