package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import io.nightshift.engine.boot.EngineFixture.Args;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    private final EngineFixture fixture = new EngineFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        JobRequest request = JobRequest.of("test", "{\"number\":2000,\"numbr\":1}")
                .withQueue("Not OK")
                .withPriority(10)
                .withDelay(Duration.ofSeconds(-1))
                .withTimeout(Duration.ZERO)
                .withMaxAttempts(0)
                .withIdempotencyKey("k".repeat(201))
                .withTags("", "fine", "a\nb");

        assertThat(violations(request))
                .extracting(Violation::field)
                .containsExactly(
                        "args.numbr",
                        "args.number",
                        "queue",
                        "priority",
                        "delay",
                        "timeout",
                        "maxAttempts",
                        "idempotencyKey",
                        "tags[0]",
                        "tags[2]");
    }

    @Test
    void namesKnownTypesForUnknownOne() {
        assertThat(violations(JobRequest.of("tset"))).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("type");
            assertThat(violation.message()).contains("known: test");
        });
    }

    @Test
    void takesTypesThatOtherLiveNodesKnow() {
        fixture.nodes.register(
                java.util.UUID.randomUUID(), "other", "1", 1, List.of("elsewhere"), Duration.ofSeconds(30));

        NewJob job =
                fixture.engine.door().preparation().prepare(JobRequest.of("elsewhere"), EngineFixture.CALLER, null);

        assertThat(job.queue()).isEqualTo("default");
        assertThat(job.args()).isEqualTo("{}");
    }

    /** It restarts, most likely; who is told "unknown" gives up for good. */
    @Test
    void takesTypesThatANodeKnewWhichLeftALittleWhileAgo() {
        UUID other = UUID.randomUUID();
        fixture.nodes.register(other, "other", "1", 1, List.of("elsewhere"), Duration.ofSeconds(30));
        fixture.nodes.leave(other);

        assertThat(prepared(JobRequest.of("elsewhere")).type()).isEqualTo("elsewhere");
    }

    @Test
    void fillsInTheDefaultsOfTheType() {
        NewJob job = prepared(JobRequest.of("test", new Args(3)));

        assertThat(job.maxAttempts()).isEqualTo(3);
        assertThat(job.queue()).isEqualTo("default");
        assertThat(job.priority()).isEqualTo(5);
        assertThat(job.args()).isEqualTo("{\"number\":3}");
        assertThat(job.timeout()).isEqualTo(Duration.ZERO);
        assertThat(fixture.queues.all()).extracting(queue -> queue.name()).contains("default");
    }

    @Test
    void refusesArgumentsOfTheWrongKind() {
        assertThat(violations(JobRequest.of("test", "{\"number\":\"1\"}")))
                .containsExactly(new Violation("args.number", "must be a whole number"));
        assertThat(violations(JobRequest.of("test", "{}")))
                .as("a missing number is no zero")
                .extracting(Violation::field)
                .containsExactly("args.number");
        assertThat(violations(JobRequest.of("test", "[1]")))
                .extracting(Violation::field)
                .containsExactly("args");
        assertThat(violations(JobRequest.of("test", "{\"number\":1,\"number\":2}")))
                .containsExactly(new Violation("args.number", "is given twice"));
        assertThat(violations(JobRequest.of("test", "{\"number\":1} x")))
                .extracting(Violation::field)
                .containsExactly("args");
    }

    @Test
    void refusesHugeAndDeepArgumentsBeforeReadingThem() {
        assertThat(violations(JobRequest.of("test", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("1048576 bytes"));
        assertThat(violations(JobRequest.of("test", "[".repeat(100_000)))).hasSize(1);
        assertThat(violations(JobRequest.of("test", "{\"number\":1e999999999}")))
                .isNotEmpty();
    }

    @Test
    void refusesBatchAsAWhole() {
        List<JobRequest> batch =
                List.of(JobRequest.of("test", new Args(1)), JobRequest.of("test", Map.of("number", 5_000)));

        assertThatThrownBy(() -> fixture.engine.door().submission().submitAll(batch, EngineFixture.CALLER))
                .isInstanceOfSatisfying(
                        InvalidJobException.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(Violation::field)
                                .containsExactly("jobs[1].args.number"));
        assertThat(fixture.jobs.readyJobs()).isZero();
    }

    @Test
    void refusesBatchesThatAreEmptyOrTooLarge() {
        for (int size : new int[] {0, 10_001}) {
            List<JobRequest> batch = Collections.nCopies(size, JobRequest.of("test", new Args(1)));
            assertThatThrownBy(() -> fixture.engine.door().submission().submitAll(batch, EngineFixture.CALLER))
                    .isInstanceOf(InvalidJobException.class)
                    .hasMessageContaining("must be 1 to 10000 jobs");
        }
    }

    @Test
    void repeatsWithTheSameKeyNameOneJob() {
        JobRequest request = JobRequest.of("test", "{\"number\":1}").withIdempotencyKey("order-1");

        Submitted first = submit(request);
        Submitted second = submit(JobRequest.of("test", new Args(1)).withIdempotencyKey("order-1"));

        assertThat(first.created()).isTrue();
        assertThat(second).isEqualTo(new Submitted(first.id(), false));
        assertThat(fixture.jobs.readyJobs()).isEqualTo(1);
        assertThatThrownBy(() -> submit(request.withPriority(1)))
                .isInstanceOfSatisfying(
                        IdempotencyConflictException.class,
                        conflict -> assertThat(conflict.existing()).isEqualTo(first.id()));
    }

    @Test
    void hashDoesNotDependOnTheOrderOfFields() {
        JobRequest one =
                JobRequest.of("elsewhere", "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}").withIdempotencyKey("k");
        JobRequest other =
                JobRequest.of("elsewhere", "{\"b\":{\"d\":3,\"c\":2},\"a\":1}").withIdempotencyKey("k");
        fixture.nodes.register(
                java.util.UUID.randomUUID(), "other", "1", 1, List.of("elsewhere"), Duration.ofSeconds(30));

        assertThat(prepared(one).key()).isEqualTo(prepared(other).key());
    }

    @Test
    void aKeyBecomesTheGateThatAJobHasToPass() {
        assertThat(prepared(JobRequest.of("test", new Args(1))).gate()).isNull();
        assertThat(prepared(JobRequest.of("test", new Args(1)).withConcurrencyKey("tenant:42", 3))
                        .gate())
                .isEqualTo(Gate.concurrency("tenant:42", 3));
        assertThat(prepared(JobRequest.of("test", new Args(1)).withOrderingKey("tenant:42"))
                        .gate())
                .isEqualTo(Gate.ordering("tenant:42"));
    }

    @Test
    void refusesKeysThatMakeNoSense() {
        assertThat(violations(JobRequest.of("test", new Args(1))
                        .withConcurrencyKey("a", 1)
                        .withOrderingKey("b")))
                .extracting(Violation::field)
                .containsExactly("orderingKey");
        assertThat(violations(JobRequest.of("test", new Args(1)).withConcurrencyKey("a", 0)))
                .extracting(Violation::field)
                .containsExactly("concurrencyLimit");
        assertThat(violations(JobRequest.of("test", new Args(1)).withOrderingKey("x".repeat(201))))
                .extracting(Violation::field)
                .containsExactly("orderingKey");
    }

    @Test
    void refusesATenantThatIsNoName() {
        for (String wrong : List.of("", " ", "x".repeat(101), "a\nb")) {
            assertThat(violations(JobRequest.of("test", new Args(1)).withTenant(wrong)))
                    .extracting(Violation::field)
                    .containsExactly("tenant");
        }
        assertThat(prepared(JobRequest.of("test", new Args(1)).withTenant("x".repeat(100)))
                        .tenant())
                .hasSize(100);
    }

    @Test
    void anotherKeyIsAnotherRequest() {
        JobRequest request = JobRequest.of("test", new Args(1)).withIdempotencyKey("k");

        assertThat(prepared(request.withTenant("a")).key())
                .isNotEqualTo(prepared(request).key());
        assertThat(prepared(request.withOrderingKey("a")).key())
                .isNotEqualTo(prepared(request).key())
                .isNotEqualTo(prepared(request.withOrderingKey("b")).key());
    }

    @Test
    void refusesPeriodsAndLimitsThatMakeNoSense() {
        JobRequest request = JobRequest.of("test", new Args(1));

        assertThat(violations(request.withIdempotencyPeriod(Duration.ofDays(1))
                        .withIdempotencyScope(IdempotencyScope.TYPE)
                        .withUniqueKey(" ", WhilePending.KEEP)
                        .withTimeLimit(Duration.ofMillis(999))))
                .extracting(Violation::field)
                .containsExactly("timeLimit", "idempotencyPeriod", "idempotencyScope", "uniqueKey");
        assertThat(violations(request.withIdempotencyKey("k")
                        .withIdempotencyPeriod(Duration.ofDays(366))
                        .withTimeLimit(Duration.ofDays(366))))
                .containsExactly(
                        new Violation("timeLimit", "must be 1 s to 365 days"),
                        new Violation("idempotencyPeriod", "must be 1 s to 365 days"));
    }

    @Test
    void scopeOfAKeyIsPartOfIt() {
        JobRequest request = JobRequest.of("test", new Args(1)).withIdempotencyKey("k");

        assertThat(scope(request, "ann")).isEmpty();
        assertThat(scope(request.withIdempotencyScope(IdempotencyScope.TYPE), "ann"))
                .isEqualTo("type:test");
        assertThat(scope(request.withIdempotencyScope(IdempotencyScope.SUBMITTER), "ann"))
                .isEqualTo("user:ann");
        assertThat(scope(request.withIdempotencyScope(IdempotencyScope.SUBMITTER), "a".repeat(200)))
                .hasSizeLessThanOrEqualTo(100)
                .isNotEqualTo(scope(request.withIdempotencyScope(IdempotencyScope.SUBMITTER), "a".repeat(199)));
    }

    private String scope(JobRequest request, String caller) {
        NewJob.Key key = fixture.engine
                .door()
                .preparation()
                .prepare(request, Caller.of(caller, NewJob.Source.CODE), null)
                .key();
        return Objects.requireNonNull(key).scope();
    }

    @Test
    void uniqueKeyAndTimeLimitAreContentAndThePeriodIsNot() {
        JobRequest request = JobRequest.of("test", new Args(1)).withIdempotencyKey("k");
        String plain = hash(request);

        assertThat(hash(request.withIdempotencyPeriod(Duration.ofDays(1)))).isEqualTo(plain);
        assertThat(List.of(
                        hash(request.withUniqueKey("u", WhilePending.KEEP)),
                        hash(request.withUniqueKey("u", WhilePending.REPLACE)),
                        hash(request.withTimeLimit(Duration.ofHours(1)))))
                .doesNotHaveDuplicates()
                .doesNotContain(plain);
    }

    private String hash(JobRequest request) {
        return Objects.requireNonNull(prepared(request).key()).requestHash();
    }

    @Test
    void refusesStartThatCouldNeverBe() {
        Instant at = Instant.parse("2030-01-01T00:00:00Z");

        assertThat(violations(JobRequest.of("test", new Args(1)).withRunAt(at).withStartBefore(at)))
                .extracting(Violation::field)
                .containsExactly("startBefore");
    }

    private Submitted submit(JobRequest request) {
        return fixture.engine.door().submission().submit(request, EngineFixture.CALLER);
    }

    private NewJob prepared(JobRequest request) {
        return fixture.engine.door().preparation().prepare(request, EngineFixture.CALLER, null);
    }

    private List<Violation> violations(JobRequest request) {
        InvalidJobException wrong = catchThrowableOfType(InvalidJobException.class, () -> submit(request));
        return wrong.violations();
    }
}
