package io.nightshift.engine.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.nightshift.store.port.Finished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt must not say: the secrets that it was given, as they are and as JSON writes them. A secret that is told in
 * another form, such as Base64, is not recognised, nor is one of fewer than four characters. Of a secret that lies across the end
 * of a text that was cut, the beginning is hidden from four characters on.
 */
public final class Hidden {

    /** Nothing. */
    public static final Hidden NOTHING = new Hidden(List.of());

    private static final int SHORTEST = 4;
    private static final String STARS = "***";
    /** No text that is shorter was cut. */
    private static final int SHORTEST_CUT = 500;

    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> secrets;

    /** Hides these. */
    public Hidden(List<String> secrets) {
        List<String> forms = new ArrayList<>();
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                forms.add(secret);
                forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
            }
        }
        // The longest first: one may be part of another.
        this.secrets = forms.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** A text with stars in the places of secrets. */
    public String in(String text) {
        String hidden = whole(text);
        return text.length() < SHORTEST_CUT ? hidden : withoutBeginning(hidden);
    }

    private String whole(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, STARS);
        }
        return hidden;
    }

    /** A text that was cut may end within a secret, which then stands in it as no whole one does. */
    private String withoutBeginning(String text) {
        int end = text.length();
        int from = end;
        for (String secret : secrets) {
            for (int length = Math.min(secret.length() - 1, end); length >= SHORTEST; length--) {
                if (text.regionMatches(end - length, secret, 0, length)) {
                    from = Math.min(from, end - length);
                    break;
                }
            }
        }
        return from == end ? text : text.substring(0, from) + STARS;
    }

    /** A result is JSON, and must stay so: a secret may be part of a number in it. */
    private String result(String json) {
        String hidden = whole(json);
        return hidden.equals(json) || readable(hidden) ? hidden : "\"" + STARS + "\"";
    }

    private static boolean readable(String json) {
        try (JsonParser in = JSON.createParser(json)) {
            in.nextToken();
            in.skipChildren();
            return in.nextToken() == null;
        } catch (IOException broken) {
            return false;
        }
    }

    /** The same of how an attempt ended. */
    public Finished.Ending in(Finished.Ending ending) {
        if (secrets.isEmpty()) {
            return ending;
        }
        if (ending instanceof Finished.Succeeded succeeded) {
            return new Finished.Succeeded(succeeded.result() == null ? null : result(succeeded.result()));
        }
        if (ending instanceof Finished.Failed failed) {
            return new Finished.Failed(failed.kind(), error(failed.error()), failed.retryIn(), failed.forGood());
        }
        if (ending instanceof Finished.Cancelled cancelled && cancelled.error() != null) {
            return new Finished.Cancelled(error(cancelled.error()));
        }
        return ending;
    }

    private Finished.Error error(Finished.Error error) {
        return new Finished.Error(error.errorClass(), maybe(error.message()), maybe(error.stackTrace()));
    }

    private @Nullable String maybe(@Nullable String text) {
        return text == null ? null : in(text);
    }
}
