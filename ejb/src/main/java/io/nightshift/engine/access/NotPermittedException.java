package io.nightshift.engine.access;

import io.nightshift.api.client.InvalidJobException;
import java.util.List;

/** A request is good, and its caller may not make it. Nothing was stored. */
public class NotPermittedException extends InvalidJobException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses.
     *
     * @param field {@code type} or {@code queue}
     * @param message who may, and whom to ask
     */
    NotPermittedException(String field, String message) {
        super(List.of(new Violation(field, message)));
    }
}
