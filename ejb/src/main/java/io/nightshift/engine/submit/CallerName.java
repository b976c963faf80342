package io.nightshift.engine.submit;

import java.util.function.Supplier;

/** Who calls, by the container's word; a name for code that nobody in particular called. A CDI bean. */
@FunctionalInterface
public interface CallerName extends Supplier<String> {}
