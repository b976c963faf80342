package io.nightshift.jobs.http;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks {@link Callable}. */
public class CallableValidator implements ConstraintValidator<Callable, HttpCall.Args> {

    @Override
    public boolean isValid(HttpCall.@Nullable Args args, ConstraintValidatorContext context) {
        if (args == null) {
            return true;
        }
        return told("url", urlFault(args.url()), context) & told("headers", headersFault(args), context);
    }

    private static @Nullable String urlFault(@Nullable String url) {
        if (url == null || url.isBlank()) {
            // Another rule says so.
            return null;
        }
        try {
            CallUrl.parse(url);
            return null;
        } catch (CallRefusedException e) {
            return e.getMessage();
        }
    }

    private static @Nullable String headersFault(HttpCall.Args args) {
        // Values of null are another rule's too.
        return args.headers() == null || args.headers().values().stream().anyMatch(Objects::isNull)
                ? null
                : CallHeaders.fault(args.headers());
    }

    private static boolean told(String property, @Nullable String fault, ConstraintValidatorContext context) {
        if (fault == null) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        // The signs of the message's own language must not come from outside.
        context.buildConstraintViolationWithTemplate(fault.replaceAll("[{}$\\\\]", "?"))
                .addPropertyNode(property)
                .addConstraintViolation();
        return false;
    }
}
