package io.nightshift.api.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of an argument record that people are not to see: {@code ***} stands in its place at the API, in the console, in
 * rejects and in the audit, on nodes that know the job type. The handler gets what was sent, and the database keeps it as it is.
 * Arguments are masked by the component's name, so every field of that name in the same arguments is, at whatever depth.
 *
 * <p>For credentials refer to a secret instead, {@code {"$secret": "name"}}: that is kept nowhere.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Masked {}
