package io.nightshift.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import io.nightshift.engine.outbox.EntryText.Asked;
import io.nightshift.store.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTextTest {

    private final OutboxFixture fixture = new OutboxFixture();

    static List<JobRequest> requests() {
        JobRequest plain = JobRequest.of("a.b", "{\"n\":1}");
        return Stream.of(
                        plain,
                        plain.withQueue("q").withPriority(9).withMaxAttempts(7).withTags("x", "y, z", "\u00e4\""),
                        plain.withRunAt(Instant.parse("2027-01-01T00:00:00.123456Z"))
                                .withStartBefore(Instant.parse("2027-01-02T00:00:00Z")),
                        plain.withDelay(Duration.ofMillis(1_500)).withTimeout(Duration.ofMillis(1)),
                        plain.withIdempotencyKey("k")
                                .withIdempotencyPeriod(Duration.ofDays(3))
                                .withIdempotencyScope(IdempotencyScope.SUBMITTER),
                        plain.withUniqueKey("u", WhilePending.REPLACE).withTimeLimit(Duration.ofHours(2)),
                        plain.withConcurrencyKey("c", 3).withTenant("t"),
                        plain.withOrderingKey("o"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsWrittenIsReadAgain(JobRequest request) throws Exception {
        JobId id = fixture.ids.next();

        Asked read = fixture.texts.read(fixture.texts.write(id, request, "{\"n\":1}", "ann"));

        assertThat(read.id()).isEqualTo(id);
        assertThat(read.submitter()).isEqualTo("ann");
        assertThat(read.request()).usingRecursiveComparison().isEqualTo(request);
    }

    @Test
    void whatIsLeftOutIsNotWritten() {
        OutboxEntry entry = fixture.entry(JobRequest.of("a.b"));

        assertThat(entry.options()).isEqualTo("{}");
    }
}
