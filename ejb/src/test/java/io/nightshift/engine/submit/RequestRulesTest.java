package io.nightshift.engine.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import io.nightshift.engine.config.EngineConfig.Limits;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.node.NodeStore;
import jakarta.validation.Validation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {

    private final RequestRules rules = rules();

    @NullUnmarked
    private record Payment(BigDecimal amount, Instant at, Duration grace, Currency currency) {}

    private enum Currency {
        EUR,
        CHF
    }

    @Handles("payment")
    private static final class Payments implements JobHandler<Payment, Void> {
        @Override
        public Outcome<Void> handle(Payment args, JobContext context) {
            throw new UnsupportedOperationException("not run here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.00", "1.10", "0.00", "10e2", "-0.0", "1000", "1e999999999"})
    void storesNumbersAsTheyWereSent(String number) {
        String args = "{\"amount\":" + number + "}";

        RequestRules.Checked checked = rules.check(JobRequest.of("payment", args));

        assertThat(checked.violations()).isEmpty();
        assertThat(checked.args()).isEqualTo(args);
    }

    @Test
    void storesObjectsSoThatTheyCanBeReadAgain() {
        RequestRules.Checked checked = rules.check(JobRequest.of(
                "payment",
                new Payment(
                        new BigDecimal("100.00"),
                        Instant.parse("2026-01-31T08:00:00Z"),
                        Duration.ofMinutes(90),
                        Currency.CHF)));

        assertThat(checked.violations()).isEmpty();
        assertThat(checked.args())
                .isEqualTo(
                        "{\"amount\":100.00,\"at\":\"2026-01-31T08:00:00Z\",\"grace\":\"PT1H30M\",\"currency\":\"CHF\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\":\"1.10\"}|args.amount|must be a number",
                "{\"at\":0}|args.at|must be an instant such as",
                "{\"grace\":5}|args.grace|must be an ISO 8601 duration",
                "{\"currency\":0}|args.currency|must be one of [EUR, CHF]",
                "{\"amount\":1,\"amount\":2}|args.amount|is given twice",
                "{\"typo\":1}|args.typo|is not known",
            })
    void namesTheFieldThatDoesNotFit(String args, String field, String message) {
        assertThat(rules.check(JobRequest.of("payment", args)).violations())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo(field);
                    assertThat(violation.message()).startsWith(message);
                });
    }

    static Stream<Arguments> durations() {
        List<Duration> beyond = List.of(
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofDays(1_000_000),
                Duration.ofSeconds(-1),
                Duration.ofNanos(-1));
        return beyond.stream()
                .flatMap(duration -> Stream.of(
                        of("timeout", "1 ms to 30 days", JobRequest::withTimeout, duration),
                        of("delay", "0 to 3650 days", JobRequest::withDelay, duration),
                        of("timeLimit", "1 s to 365 days", JobRequest::withTimeLimit, duration),
                        of("idempotencyPeriod", "1 s to 365 days", JobRequest::withIdempotencyPeriod, duration)));
    }

    private static Arguments of(
            String field, String bounds, BiFunction<JobRequest, Duration, JobRequest> set, Duration value) {
        return Arguments.of(field, bounds, set, value);
    }

    @ParameterizedTest(name = "{0} {3}")
    @MethodSource("durations")
    void tellsTheBoundsOfDurations(
            String field, String bounds, BiFunction<JobRequest, Duration, JobRequest> set, Duration value) {
        JobRequest request = set.apply(JobRequest.of("payment").withIdempotencyKey("k"), value);

        assertThat(rules.check(request).violations()).containsExactly(new Violation(field, "must be " + bounds));
    }

    @Test
    void tellsTheBoundsOfInstants() {
        for (Instant beyond : List.of(Instant.MIN, Instant.MAX, Instant.parse("1969-12-31T23:59:59Z"))) {
            assertThat(rules.check(JobRequest.of("payment").withRunAt(beyond)).violations())
                    .containsExactly(new Violation("runAt", "must be in the years 1970 to 9998"));
            assertThat(rules.check(JobRequest.of("payment").withStartBefore(beyond))
                            .violations())
                    .containsExactly(new Violation("startBefore", "must be in the years 1970 to 9998"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud800b", "a\u0000", "a\tb", "\u200b", "\u2060\ufeff", "\u00ad", "\u3164", " "})
    void refusesTextsThatAreNoneOrCannotBeSeen(String text) {
        assertThat(fields(JobRequest.of("payment").withIdempotencyKey(text))).containsExactly("idempotencyKey");
        assertThat(fields(JobRequest.of("payment").withTags("ok", text))).containsExactly("tags[1]");
        assertThat(fields(JobRequest.of("payment").withTenant(text))).containsExactly("tenant");
        assertThat(fields(JobRequest.of("payment").withUniqueKey(text, WhilePending.KEEP)))
                .containsExactly("uniqueKey");
        assertThat(fields(JobRequest.of("payment").withConcurrencyKey(text, 1))).containsExactly("concurrencyKey");
        assertThat(fields(JobRequest.of("payment").withOrderingKey(text))).containsExactly("orderingKey");
        assertThat(fields(JobRequest.of("payment").withQueue(text))).containsExactly("queue");
        assertThat(fields(JobRequest.of(text))).containsExactly("type");
    }

    private List<String> fields(JobRequest request) {
        return rules.check(request).violations().stream().map(Violation::field).toList();
    }

    private static RequestRules rules() {
        StrictJson json = new StrictJson(new Limits(1 << 20, 64, 100));
        Handlers handlers = Handlers.of(
                List.of(new Handlers.Found(
                        Payments.class, Objects.requireNonNull(Payments.class.getAnnotation(Handles.class)), () -> {
                            throw new UnsupportedOperationException("not run here");
                        })),
                json,
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()
                        .getValidator());
        NodeStore nobody = MemoryStores.proxy(NodeStore.class, (method, args) -> List.of());
        return new RequestRules(new KnownTypes(handlers, nobody), json);
    }
}
