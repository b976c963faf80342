package io.nightshift.engine.ingress;

import io.nightshift.store.text.Fitting;
import io.nightshift.store.text.TextRule;

/** Text from outside on its way into a column, by the rules that hold for all texts. */
final class StorableText {

    private StorableText() {}

    /** Tells whether a text can be stored as it is. */
    static boolean storable(String text) {
        return TextRule.storable(text);
    }

    /** At most {@code limit} characters of a text, with what cannot be stored replaced. */
    static String clean(String text, int limit) {
        return Fitting.cut(text, limit);
    }
}
