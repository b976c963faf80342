package io.nightshift.engine.outbox;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.config.EngineConfig.Limits;
import io.nightshift.engine.fake.SettableClock;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.WrittenRequests;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.outbox.OutboxEntry;
import io.nightshift.store.port.NewJob;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An outbox in memory with its mover; the type {@code unknown} is known to nobody. */
final class OutboxFixture {

    static final String SHOP = "java:jboss/datasources/ShopDS";
    static final int BATCH = 10;

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
    final JobIds ids = new JobIds(clock, new SecureRandom());
    final StrictJson json = new StrictJson(new Limits(1 << 20, 64, 100));
    final EntryText texts = new EntryText(json, clock);
    final MemoryOutbox outbox = new MemoryOutbox();
    final List<NewJob> ready = new ArrayList<>();
    final Watch watch = new Watch(SHOP, outbox, outbox, clock::nanos);
    final WrittenRequests requests = new Rules();
    final Mover mover = mover(Duration.ofMillis(10));

    Mover mover(Duration poll) {
        return new Mover(
                SHOP,
                outbox,
                new Mover.Parts(
                        outbox,
                        texts,
                        requests,
                        ready::addAll,
                        new EntryReject(json, (type, args) -> args.replace("4111", "***"))),
                watch,
                new OutboxConfig(List.of(SHOP), BATCH, poll));
    }

    OutboxEntry entry(JobRequest request) {
        return texts.write(ids.next(), request, "{}", "ann");
    }

    OutboxEntry written(JobRequest request) {
        OutboxEntry entry = entry(request);
        outbox.write(List.of(entry));
        return entry;
    }

    static JobId id(OutboxEntry entry) {
        return JobId.parse(entry.id());
    }

    private static final class Rules implements WrittenRequests {

        @Override
        public String check(JobRequest request) {
            if (request.type().equals("odd")) {
                throw new IllegalStateException("a validator of the application broke");
            }
            if (request.type().equals("unknown")) {
                throw new InvalidJobException(List.of(new Violation("type", "is not known to any node")));
            }
            return request.args() == null ? "{}" : request.args().toString();
        }

        @Override
        public List<String> checkAll(List<JobRequest> all) {
            return all.stream().map(this::check).toList();
        }

        @Override
        public NewJob prepareAs(JobRequest request, Caller caller, JobId id) {
            return new NewJob(
                    id,
                    request.type(),
                    Objects.requireNonNullElse(request.queue(), "default"),
                    request.priority(),
                    check(request),
                    1,
                    Duration.ZERO,
                    request.runAt(),
                    request.delay(),
                    request.startBefore(),
                    request.idempotencyKey() == null
                            ? null
                            : new NewJob.Key("", request.idempotencyKey(), "hash", request.idempotencyPeriod()),
                    request.tags(),
                    caller.name(),
                    caller.source(),
                    null,
                    null,
                    request.tenant(),
                    null,
                    Duration.ZERO);
        }
    }
}
