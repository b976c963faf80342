package io.nightshift.engine.boot;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * Validates arguments, which are plain values: with the container's messages and constraint validators, which may have
 * beans injected, but without what it adds for entities and proxies.
 *
 * <p>The container's own validator asks every JPA provider for every field whether it is loaded, and CDI for every object
 * whether it is a proxy: together that was a third of what running a small job cost.
 */
final class ArgsValidator {

    private ArgsValidator() {}

    static Validator like(ValidatorFactory container) {
        return Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(container.getMessageInterpolator())
                .constraintValidatorFactory(container.getConstraintValidatorFactory())
                .clockProvider(container.getClockProvider())
                .traversableResolver(new Everything())
                .buildValidatorFactory()
                .getValidator();
    }

    private static final class Everything implements TraversableResolver {

        @Override
        public boolean isReachable(
                @Nullable Object bean, Path.Node property, Class<?> root, Path toProperty, ElementType where) {
            return true;
        }

        @Override
        public boolean isCascadable(
                @Nullable Object bean, Path.Node property, Class<?> root, Path toProperty, ElementType where) {
            return true;
        }
    }
}
