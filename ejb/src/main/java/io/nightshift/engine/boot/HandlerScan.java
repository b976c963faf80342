package io.nightshift.engine.boot;

import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.Handlers.Found;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.TypeLiteral;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the job handlers among the beans of the application. */
final class HandlerScan {

    // With wildcards: a bean of JobHandler<Args, Result> is none of the raw type.
    private static final TypeLiteral<JobHandler<?, ?>> DIRECT = new TypeLiteral<>() {};
    private static final TypeLiteral<AsyncJobHandler<?, ?>> ASYNC = new TypeLiteral<>() {};

    private HandlerScan() {}

    static List<Found> scan(BeanManager beans) {
        return Stream.of(DIRECT, ASYNC)
                .flatMap(type -> beans.getBeans(type.getType(), Any.Literal.INSTANCE).stream())
                .distinct()
                .map(bean -> found(bean, beans))
                .toList();
    }

    private static Found found(Bean<?> bean, BeanManager beans) {
        Handles handles = bean.getQualifiers().stream()
                .filter(Handles.class::isInstance)
                .map(Handles.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nightshift cannot use the job handler "
                        + bean.getBeanClass().getName() + ": it needs @Handles(\"its.job.type\")"));
        return new Found(bean.getBeanClass(), handles, uses(bean, beans));
    }

    /** A dependent handler lives for one run; others live as long as their scope says, behind a proxy. */
    private static Supplier<BoundHandler.Use> uses(Bean<?> bean, BeanManager beans) {
        if (bean.getScope() == Dependent.class) {
            return () -> {
                CreationalContext<?> context = beans.createCreationalContext(bean);
                return use(bean, beans, context, context::release);
            };
        }
        return new Supplier<>() {
            private volatile BoundHandler.@org.jspecify.annotations.Nullable Use use;

            @Override
            public BoundHandler.Use get() {
                BoundHandler.Use known = use;
                if (known == null) {
                    known = use(bean, beans, beans.createCreationalContext(bean), () -> {});
                    use = known;
                }
                return known;
            }
        };
    }

    @SuppressWarnings("unchecked") // The registry reads arguments into the very type that the handler declares.
    private static BoundHandler.Use use(
            Bean<?> bean, BeanManager beans, CreationalContext<?> context, Runnable release) {
        boolean async = AsyncJobHandler.class.isAssignableFrom(bean.getBeanClass());
        Object handler = beans.getReference(bean, (async ? ASYNC : DIRECT).getType(), context);
        return async
                ? new BoundHandler.Async((AsyncJobHandler<Object, Object>) handler, release)
                : new BoundHandler.Direct((JobHandler<Object, Object>) handler, release);
    }
}
