package io.nightshift.engine.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.access.Permits;
import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.text.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns requests into what the store takes. */
final class Requests implements Preparation, WrittenRequests {

    private static final String DEFAULT_QUEUE = "default";
    private static final int DEFAULT_ATTEMPTS = 5;
    private static final int MAX_VIOLATIONS = 100;
    private static final int MAX_SUBMITTER = 200;
    private static final int MAX_SCOPE = 100;

    private final KnownTypes types;
    private final RequestRules rules;
    private final StrictJson json;
    private final JobIds ids;
    private final KnownQueues queues;
    private final Permits permits;

    Requests(KnownTypes types, StrictJson json, JobIds ids, KnownQueues queues, Permits permits) {
        this.types = types;
        this.rules = new RequestRules(types, json);
        this.json = json;
        this.ids = ids;
        this.queues = queues;
        this.permits = permits;
    }

    @Override
    public NewJob prepare(JobRequest request, Caller caller, @Nullable UUID scheduleId) {
        return ensured(job(request, check(request), caller, Origin.now(ids.next(), scheduleId, request)), caller);
    }

    @Override
    public NewJob prepareAs(JobRequest request, Caller caller, JobId id) {
        return ensured(job(request, check(request), caller, Origin.written(id, request)), caller);
    }

    @Override
    public String check(JobRequest request) {
        RequestRules.Checked checked = rules.check(request);
        String args = checked.args();
        if (args == null || !checked.violations().isEmpty()) {
            throw new InvalidJobException(checked.violations());
        }
        return args;
    }

    @Override
    public List<String> checkAll(List<JobRequest> requests) {
        int max = json.limits().batchJobs();
        if (requests.isEmpty() || requests.size() > max) {
            throw new InvalidJobException(
                    List.of(new Violation("jobs", "must be 1 to " + max + " jobs, are " + requests.size())));
        }
        List<Violation> found = new ArrayList<>();
        List<String> all = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size() && found.size() < MAX_VIOLATIONS; i++) {
            RequestRules.Checked checked = rules.check(requests.get(i));
            String args = checked.args();
            if (args != null && checked.violations().isEmpty()) {
                all.add(args);
            } else {
                String prefix = "jobs[" + i + "].";
                checked.violations().forEach(v -> found.add(new Violation(prefix + v.field(), v.message())));
            }
        }
        if (!found.isEmpty()) {
            throw new InvalidJobException(found);
        }
        return all;
    }

    List<NewJob> prepareAll(List<JobRequest> requests, Caller caller) {
        List<String> args = checkAll(requests);
        List<NewJob> jobs = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            jobs.add(job(requests.get(i), args.get(i), caller, Origin.now(ids.next(), null, requests.get(i))));
        }
        permit(jobs, caller);
        queues.ensure(jobs.stream().map(NewJob::queue).distinct().toList());
        return jobs;
    }

    /** Before its queue is made: who may not use a queue does not make one either. */
    private void permit(List<NewJob> jobs, Caller caller) {
        if (!caller.vouched()) {
            jobs.stream()
                    .map(job -> new Target(job.type(), job.queue()))
                    .distinct()
                    .forEach(target -> permits.check(target.type(), target.queue(), caller.name()));
        }
    }

    private record Target(String type, String queue) {}

    private NewJob ensured(NewJob job, Caller caller) {
        permit(List.of(job), caller);
        queues.ensure(List.of(job.queue()));
        return job;
    }

    /**
     * Where a job comes from, and when it is due.
     *
     * @param scheduleId the schedule that fires it; null if none does
     */
    private record Origin(
            JobId id,
            @Nullable UUID scheduleId,
            @Nullable Instant runAt,
            @Nullable Duration delay) {

        static Origin now(JobId id, @Nullable UUID scheduleId, JobRequest request) {
            return new Origin(id, scheduleId, request.runAt(), request.delay());
        }

        static Origin written(JobId id, JobRequest request) {
            Duration delay = request.delay();
            return new Origin(
                    id, null, delay == null ? request.runAt() : id.time().plus(delay), null);
        }
    }

    private NewJob job(JobRequest request, String args, Caller caller, Origin origin) {
        BoundHandler bound = types.bound(request.type());
        JobType type = bound == null ? null : bound.type();
        String queue = request.queue() != null ? request.queue() : type == null ? DEFAULT_QUEUE : type.queue();
        Integer maxAttempts = request.maxAttempts();
        Duration timeout = request.timeout();
        Duration timeLimit = request.timeLimit();
        String uniqueKey = request.uniqueKey();
        String submitter = caller.name();
        return new NewJob(
                origin.id(),
                request.type(),
                queue,
                request.priority(),
                args,
                maxAttempts != null ? maxAttempts : type == null ? DEFAULT_ATTEMPTS : type.maxAttempts(),
                timeout != null ? timeout : type == null ? Duration.ZERO : type.timeout(),
                origin.runAt(),
                origin.delay(),
                request.startBefore(),
                key(request, args, caller),
                request.tags().stream().distinct().toList(),
                submitter.length() > MAX_SUBMITTER ? submitter.substring(0, MAX_SUBMITTER) : submitter,
                caller.source(),
                origin.scheduleId(),
                gate(request),
                request.tenant(),
                uniqueKey == null ? null : new NewJob.Unique(uniqueKey, request.whilePending()),
                timeLimit != null ? timeLimit : type == null ? Duration.ZERO : type.timeLimit());
    }

    private static @Nullable Gate gate(JobRequest request) {
        String concurrency = request.concurrencyKey();
        Integer limit = request.concurrencyLimit();
        String ordering = request.orderingKey();
        if (concurrency != null && limit != null) {
            return Gate.concurrency(concurrency, limit);
        }
        return ordering == null ? null : Gate.ordering(ordering);
    }

    private NewJob.@Nullable Key key(JobRequest request, String args, Caller caller) {
        String key = request.idempotencyKey();
        return key == null
                ? null
                : new NewJob.Key(scope(request, caller), key, hash(request, args), request.idempotencyPeriod());
    }

    /** Keys that the engine made itself have a scope of their own already. */
    private static String scope(JobRequest request, Caller caller) {
        if (!caller.keyScope().isEmpty()) {
            return caller.keyScope();
        }
        return switch (request.idempotencyScope()) {
            case ALL -> "";
            case TYPE -> scope("type:", request.type());
            case SUBMITTER -> scope("user:", caller.name());
        };
    }

    private static String scope(String prefix, String name) {
        return prefix.length() + name.length() <= MAX_SCOPE ? prefix + name : prefix + Sha256.hex(name);
    }

    /** Of what was asked for, not of what the defaults made of it: those may change between two tries. */
    private String hash(JobRequest request, String args) {
        String content = String.join(
                "\n",
                request.type(),
                String.valueOf(request.queue()),
                String.valueOf(request.priority()),
                String.valueOf(request.runAt()),
                String.valueOf(request.delay()),
                String.valueOf(request.startBefore()),
                String.valueOf(request.timeout()),
                String.valueOf(request.maxAttempts()),
                String.join("\t", request.tags()),
                canonical(args));
        Gate gate = gate(request);
        if (gate != null) {
            content += "\n" + gate.name() + "\n" + gate.most();
        }
        if (request.tenant() != null) {
            content += "\ntenant " + request.tenant();
        }
        if (request.uniqueKey() != null) {
            content += "\nunique\n" + request.uniqueKey() + "\n" + request.whilePending();
        }
        if (request.timeLimit() != null) {
            content += "\nlimit\n" + request.timeLimit();
        }
        return Sha256.hex(content);
    }

    private String canonical(String args) {
        try {
            return json.canonical(args);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Arguments that were read cannot be read again", impossible);
        }
    }
}
