package io.nightshift.jobs.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** URL and headers have a form that can be sent at all; whether the operator allows the call is asked when it runs. */
@Documented
@Constraint(validatedBy = CallableValidator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Callable {

    String message() default "cannot be called";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
