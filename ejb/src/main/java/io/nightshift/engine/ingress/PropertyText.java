package io.nightshift.engine.ingress;

import org.jspecify.annotations.Nullable;

/** What a property that Nightshift reads may hold, before anybody asks what it means. */
final class PropertyText {

    private PropertyText() {}

    /** What is wrong with a value; null if it is a number, a truth value or a text that can be stored and says something. */
    static @Nullable String broken(Object value) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            return "should be a text or a number";
        }
        String text = value.toString();
        if (text.isBlank()) {
            return "is empty; leave it out or give it a value";
        }
        return StorableText.storable(text) ? null : "contains NUL or half a surrogate pair";
    }
}
