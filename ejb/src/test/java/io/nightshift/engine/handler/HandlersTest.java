package io.nightshift.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.config.EngineConfig.Limits;
import io.nightshift.engine.json.StrictJson;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class HandlersTest {

    record Args(
            @NotNull String customer,
            @Positive long invoice,
            @org.jspecify.annotations.Nullable String note) {}

    abstract static class Parent<X> implements JobHandler<X, Void> {
        @Override
        public Outcome<Void> handle(X args, JobContext context) {
            return Outcome.success();
        }
    }

    @Handles(
            value = "invoice.render",
            description = "Renders",
            queue = "documents",
            timeoutSeconds = 5,
            timeLimitSeconds = 60)
    static class Render extends Parent<Args> {}

    @Handles("invoice.render")
    static class Twin extends Parent<Args> {}

    @Handles(value = "Not OK", maxAttempts = 0, timeLimitSeconds = 31_536_001)
    static class Wrong extends Parent<Args> {}

    @Handles("raw")
    static class Raw extends Parent<Object> {}

    @Handles("stock.ask")
    static class Ask implements AsyncJobHandler<Args, Void> {
        @Override
        public CompletionStage<Outcome<Void>> handle(Args args, JobContext context) {
            return CompletableFuture.completedFuture(Outcome.success());
        }
    }

    @Handles("raw.async")
    abstract static class RawAsync implements AsyncJobHandler<Object, Void> {}

    @Test
    void knowsWhichTypesAreAsynchronous() {
        Handlers handlers = handlers(Render.class, Ask.class);

        assertThat(handlers.asynchronous()).containsExactly("stock.ask");
        assertThat(handlers.find("stock.ask").orElseThrow().argsSchema()).contains("\"customer\"");
        assertThatThrownBy(() -> handlers(RawAsync.class)).hasMessageContaining("implement AsyncJobHandler<SomeRecord");
    }

    @Test
    void readsTypeOfArgumentsThroughTheSuperclass() {
        JobTypes.JobType type = handlers(Render.class).find("invoice.render").orElseThrow();

        assertThat(type.queue()).isEqualTo("documents");
        assertThat(type.description()).isEqualTo("Renders");
        assertThat(type.timeout()).hasSeconds(5);
        assertThat(type.timeLimit()).hasSeconds(60);
        assertThat(type.argsSchema())
                .contains("\"customer\":{\"type\":\"string\"}")
                .contains("\"required\":[\"customer\",\"invoice\"]")
                .contains("\"exclusiveMinimum\":0")
                .contains("\"additionalProperties\":false");
    }

    @Test
    void refusesTwoHandlersOfOneType() {
        assertThatThrownBy(() -> handlers(Render.class, Twin.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'invoice.render' has two handlers")
                .hasMessageContaining("Render")
                .hasMessageContaining("Twin");
    }

    @Test
    void namesAllProblemsOfHandlers() {
        assertThatThrownBy(() -> handlers(Wrong.class, Raw.class))
                .hasMessageContaining("'Not OK'")
                .hasMessageContaining("maxAttempts")
                .hasMessageContaining("timeLimitSeconds must be 0 (none) to 31536000 (365 days)")
                .hasMessageContaining("must say the type of its arguments");
    }

    private static Handlers handlers(Class<?>... classes) {
        Validator validator = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
        List<Handlers.Found> found = Arrays.stream(classes)
                .map(type -> new Handlers.Found(type, Objects.requireNonNull(type.getAnnotation(Handles.class)), () -> {
                    throw new UnsupportedOperationException("not run here");
                }))
                .toList();
        return Handlers.of(found, new StrictJson(new Limits(1 << 20, 64, 100)), validator);
    }
}
