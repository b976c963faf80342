package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what it was given as Java has it. */
@Handles(value = "test.value", description = "Tells what it was given as Java has it.", queue = "test")
@ApplicationScoped
public class Value implements JobHandler<Value.Args, Value.Result> {

    public record Args(
            @Nullable BigDecimal amount,
            @Nullable Double d,
            @Nullable Instant at,
            @Nullable Duration dur,
            @Nullable LocalDate day,
            @Nullable Color color,
            @Nullable String text,
            @Nullable List<BigDecimal> amounts,
            @Nullable Map<String, Object> free) {}

    public enum Color {
        RED,
        GREEN
    }

    public record Result(
            @Nullable String amount, int scale, @Nullable List<String> amounts) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) {
        BigDecimal amount = args.amount();
        List<BigDecimal> amounts = args.amounts();
        return Outcome.success(new Result(
                amount == null ? null : amount.toString(),
                amount == null ? 0 : amount.scale(),
                amounts == null
                        ? null
                        : amounts.stream().map(BigDecimal::toString).toList()));
    }
}
