package io.nightshift.store.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Copies JSON so that numbers keep the digits they were written with: {@code 100.00}, {@code 10e2} and {@code -0.0} stay what
 * they are. A tree of Jackson's would turn them into values and write those, and a huge exponent is never worked out here.
 */
public final class ExactJson {

    private ExactJson() {}

    /** Copies the value at the parser's token, and leaves the parser at its last token. */
    public static void copy(JsonParser from, JsonGenerator to) throws IOException {
        int depth = 0;
        do {
            token(from, to);
            JsonToken token = from.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && from.nextToken() != null);
    }

    /** Copies the parser's token. */
    public static void token(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken().isNumeric()) {
            to.writeNumber(from.getText());
        } else {
            to.copyCurrentEvent(from);
        }
    }
}
