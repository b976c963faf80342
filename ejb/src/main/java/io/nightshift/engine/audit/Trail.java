package io.nightshift.engine.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records who did what. A CDI bean. */
public interface Trail {

    /**
     * Does something in one transaction, the caller's or one of its own: whatever it throws undoes it, and so does a record that
     * cannot be written. What is told to others belongs behind it, when it is committed.
     *
     * @param act changes things through stores that join, and records it here
     */
    <T> T act(Supplier<T> act);

    /**
     * Records something that changes no settings.
     *
     * @param detail for people; null for none
     */
    void add(String by, String action, String target, @Nullable String detail);

    /**
     * Records a change.
     *
     * @param before what it was, a value without secrets that Jackson can write; null if there was nothing
     * @param after what it is; null if it is gone
     * @param detail for people; null for none
     */
    void changed(
            String by,
            String action,
            String target,
            @Nullable Object before,
            @Nullable Object after,
            @Nullable String detail);
}
