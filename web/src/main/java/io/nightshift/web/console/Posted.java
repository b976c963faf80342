package io.nightshift.web.console;

import io.nightshift.store.text.TextRule;
import jakarta.faces.context.FacesContext;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a button of a row sends along. A row is named by its id and not by its place: by the time the button is pressed
 * another row may stand there.
 */
public final class Posted {

    private static final int LONGEST_REASON = 500;

    private Posted() {}

    /** The value of a parameter; empty if it was not sent. */
    public static String value(String name) {
        Map<String, String> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        return parameters.getOrDefault(name, "");
    }

    /** All values of a parameter, as of boxes that are ticked. */
    public static Stream<String> values(String name) {
        Map<String, String[]> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap();
        return Stream.of(parameters.getOrDefault(name, new String[0]));
    }

    /**
     * Why somebody does something, as they said in the dialog that asked; null if they said nothing.
     *
     * @throws IllegalArgumentException if it is too long; the message is for them
     */
    public static @Nullable String reason() {
        String reason = value("reason").strip();
        if (reason.isEmpty()) {
            return null;
        }
        if (TextRule.broken(reason, LONGEST_REASON) != null) {
            throw new IllegalArgumentException("A reason has up to " + LONGEST_REASON + " characters on one line");
        }
        return reason;
    }
}
