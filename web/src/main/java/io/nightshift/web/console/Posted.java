package io.nightshift.web.console;

import jakarta.faces.context.FacesContext;
import java.util.Map;

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
}
