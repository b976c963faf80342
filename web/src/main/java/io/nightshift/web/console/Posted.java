package io.nightshift.web.console;

import jakarta.faces.context.FacesContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a button of a row sends along. A row is named by its id and not by its place: by the time the button is pressed
 * another row may stand there.
 */
final class Posted {

    private Posted() {}

    /** The value of a parameter; empty if it was not sent. */
    static String value(String name) {
        Map<String, String> parameters =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        return parameters.getOrDefault(name, "");
    }

    /**
     * Why somebody does something, as they said in the dialog that asked; null if they said nothing.
     *
     * @throws IllegalArgumentException if it is too long; the message is for them
     */
    static @Nullable String reason() {
        String reason = value("reason").strip();
        if (reason.length() > 500 || reason.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A reason has up to 500 characters on one line");
        }
        return reason.isEmpty() ? null : reason;
    }
}
