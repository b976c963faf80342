package io.nightshift.web.rest.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The most bytes of a body that is read as this type, where it differs from {@link JsonBody#LIMIT}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BodyLimit {
    /** Bytes. */
    long value();
}
