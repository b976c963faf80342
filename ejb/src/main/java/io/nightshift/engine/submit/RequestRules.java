package io.nightshift.engine.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.json.ArgsText;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.text.TextRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request must fulfil; finds everything that is wrong at once. */
final class RequestRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,100}");
    private static final String NAME_RULE = "must be 1 to 100 characters of a-z 0-9 . _ -";
    private static final int MAX_KEY = 200;
    private static final int MAX_CONCURRENCY = 1_000;
    private static final int MAX_TAGS = 10;
    private static final int MAX_TAG = 100;
    private static final int MAX_TENANT = 100;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(30);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration MAX_DELAY = Duration.ofDays(3_650);
    /** What both databases can store without trouble. */
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final KnownTypes types;
    private final StrictJson json;
    private final ArgsText texts;

    RequestRules(KnownTypes types, StrictJson json) {
        this.types = types;
        this.json = json;
        this.texts = new ArgsText(json);
    }

    /**
     * The result of a check.
     *
     * @param args the arguments as they are stored; null if they could not be read
     * @param violations what is wrong, in the order of the request's fields
     */
    record Checked(@Nullable String args, List<Violation> violations) {}

    Checked check(JobRequest request) {
        List<Violation> found = new ArrayList<>();
        boolean known = type(request.type(), found);
        String args = args(request.args(), found);
        BoundHandler bound = known ? types.bound(request.type()) : null;
        if (args != null && bound != null) {
            found.addAll(bound.args().check(args));
        }
        if (request.queue() != null && !NAME.matcher(request.queue()).matches()) {
            found.add(new Violation("queue", NAME_RULE));
        }
        if (request.priority() < 0 || request.priority() > 9) {
            found.add(new Violation("priority", "must be 0 (runs first) to 9 (runs last)"));
        }
        times(request, found);
        Integer maxAttempts = request.maxAttempts();
        if (maxAttempts != null && (maxAttempts < 1 || maxAttempts > 100)) {
            found.add(new Violation("maxAttempts", "must be 1 to 100"));
        }
        String key = request.idempotencyKey();
        if (key != null) {
            text("idempotencyKey", key, MAX_KEY, found);
        }
        idempotency(request, found);
        if (request.tags().size() > MAX_TAGS) {
            found.add(new Violation("tags", "must be at most " + MAX_TAGS));
        }
        for (int i = 0; i < request.tags().size(); i++) {
            text("tags[" + i + "]", request.tags().get(i), MAX_TAG, found);
        }
        if (request.tenant() != null) {
            text("tenant", request.tenant(), MAX_TENANT, found);
        }
        keys(request, found);
        return new Checked(args, found);
    }

    private boolean type(String type, List<Violation> found) {
        if (!NAME.matcher(type).matches()) {
            found.add(new Violation("type", NAME_RULE));
            return false;
        }
        if (!types.knows(type)) {
            found.add(new Violation("type", types.unknown(type)));
            return false;
        }
        return true;
    }

    private @Nullable String args(@Nullable Object args, List<Violation> found) {
        String text;
        try {
            text = args instanceof String given ? given : json.write(args == null ? Map.of() : args);
        } catch (JsonProcessingException wrong) {
            found.add(new Violation("args", "must be a JSON object: " + wrong.getOriginalMessage()));
            return null;
        }
        // Before it is read: a huge text costs nothing but its length.
        return tooLarge(StrictJson.bytes(text), json.limits().payloadBytes(), found) ? null : texts.read(text, found);
    }

    private static boolean tooLarge(long bytes, int max, List<Violation> found) {
        if (bytes <= max) {
            return false;
        }
        found.add(new Violation("args", "must be at most " + max + " bytes in UTF-8, are " + bytes));
        return true;
    }

    private static void times(JobRequest request, List<Violation> found) {
        instant("runAt", request.runAt(), found);
        Duration delay = request.delay();
        if (delay != null && (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0)) {
            found.add(new Violation("delay", "must be 0 to " + MAX_DELAY.toDays() + " days"));
        }
        instant("startBefore", request.startBefore(), found);
        Instant runAt = request.runAt();
        if (runAt != null && request.startBefore() != null && !runAt.isBefore(request.startBefore())) {
            found.add(new Violation("startBefore", "must be after runAt, else the job could never start"));
        }
        Duration timeout = request.timeout();
        if (timeout != null && (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0)) {
            found.add(new Violation("timeout", "must be 1 ms to 30 days"));
        }
        Duration limit = request.timeLimit();
        if (limit != null && !secondsToAYear(limit)) {
            found.add(new Violation("timeLimit", "must be 1 s to 365 days"));
        }
    }

    private static void idempotency(JobRequest request, List<Violation> found) {
        Duration period = request.idempotencyPeriod();
        boolean keyed = request.idempotencyKey() != null;
        if (period != null && !keyed) {
            found.add(new Violation("idempotencyPeriod", "needs an idempotencyKey beside it"));
        } else if (period != null && !secondsToAYear(period)) {
            found.add(new Violation("idempotencyPeriod", "must be 1 s to 365 days"));
        }
        if (request.idempotencyScope() != IdempotencyScope.ALL && !keyed) {
            found.add(new Violation("idempotencyScope", "needs an idempotencyKey beside it"));
        }
    }

    private static boolean secondsToAYear(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(YEAR) <= 0;
    }

    private static void keys(JobRequest request, List<Violation> found) {
        if (request.uniqueKey() != null) {
            text("uniqueKey", request.uniqueKey(), MAX_KEY, found);
        }
        String concurrency = request.concurrencyKey();
        Integer limit = request.concurrencyLimit();
        String ordering = request.orderingKey();
        if (concurrency != null) {
            text("concurrencyKey", concurrency, MAX_KEY, found);
            if (limit == null || limit < 1 || limit > MAX_CONCURRENCY) {
                found.add(new Violation("concurrencyLimit", "must be 1 to " + MAX_CONCURRENCY));
            }
        }
        if (ordering != null) {
            text("orderingKey", ordering, MAX_KEY, found);
            if (concurrency != null) {
                found.add(new Violation("orderingKey", "stands beside concurrencyKey; give one of them"));
            }
        }
    }

    private static void instant(String field, @Nullable Instant value, List<Violation> found) {
        if (value != null && (value.isBefore(FIRST) || value.isAfter(LAST))) {
            found.add(new Violation(field, "must be in the years 1970 to 9998"));
        }
    }

    private static void text(String field, String value, int max, List<Violation> found) {
        String broken = TextRule.broken(value, max);
        if (broken != null) {
            found.add(new Violation(field, broken));
        }
    }
}
