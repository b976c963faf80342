package io.nightshift.engine.ingress;

import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import io.nightshift.engine.ingress.Incoming.Text;
import io.nightshift.engine.ingress.Incoming.Unusable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messages to Nightshift's own queue: properties say what to do, the body holds the arguments.
 *
 * <p>Properties, whose names are case-sensitive: {@code type} (required), {@code queue}, {@code priority} (0 to 9),
 * {@code runAt} and {@code startBefore} (ISO 8601 with an offset), {@code delay} and {@code timeout} (ISO 8601 durations, or
 * milliseconds), {@code maxAttempts}, {@code idempotencyKey}, {@code tags} (separated by commas), {@code concurrencyKey} with
 * {@code concurrencyLimit}, {@code orderingKey}, {@code tenant}, {@code idempotencyPeriod} and {@code timeLimit} (durations too), {@code
 * idempotencyScope} (ALL, TYPE, SUBMITTER), {@code uniqueKey} with {@code whilePending} (KEEP, REPLACE). Numbers may be sent as
 * numbers or as text. Nothing is guessed: a property that is there must hold a value that fits, without blanks around it. Other
 * properties are ignored: they are between producer and handler.
 */
final class SubmitInterpreter implements Interpreter {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    private static final List<String> OURS = List.of(
            "type",
            "queue",
            "priority",
            "runAt",
            "delay",
            "startBefore",
            "timeout",
            "maxAttempts",
            "idempotencyKey",
            "tags",
            "concurrencyKey",
            "concurrencyLimit",
            "orderingKey",
            "tenant",
            "idempotencyPeriod",
            "idempotencyScope",
            "uniqueKey",
            "whilePending",
            "timeLimit");

    @Override
    public Verdict interpret(Incoming incoming) {
        if (incoming.body() instanceof Unusable unusable) {
            return new Wrong(unusable.reason(), named(incoming));
        }
        Properties properties = new Properties(incoming.properties());
        String type = properties.text("type");
        if (type == null && !incoming.properties().containsKey("type")) {
            properties.problem("type: the property is missing; it names the job type");
        }
        String text = incoming.body() instanceof Text body ? body.text() : "";
        JobRequest request = JobRequest.of(type == null ? "" : type, text.isBlank() ? null : text)
                .withQueue(properties.text("queue"))
                .withStartBefore(properties.read("startBefore", SubmitInterpreter::instant))
                .withTimeout(properties.read("timeout", SubmitInterpreter::duration))
                .withMaxAttempts(properties.read("maxAttempts", SubmitInterpreter::number))
                .withTimeLimit(properties.read("timeLimit", SubmitInterpreter::duration))
                .withTags(tags(properties.text("tags")))
                .withOrderingKey(properties.text("orderingKey"))
                .withTenant(properties.text("tenant"));
        String concurrencyKey = properties.text("concurrencyKey");
        Integer concurrencyLimit = properties.read("concurrencyLimit", SubmitInterpreter::number);
        if (concurrencyKey != null && concurrencyLimit != null) {
            request = request.withConcurrencyKey(concurrencyKey, concurrencyLimit);
        } else if (concurrencyKey != null || concurrencyLimit != null) {
            properties.problem("concurrencyKey: give it together with concurrencyLimit");
        }
        request = unique(idempotency(request, properties), properties);
        Integer priority = properties.read("priority", SubmitInterpreter::number);
        if (priority != null) {
            request = request.withPriority(priority);
        }
        Instant runAt = properties.read("runAt", SubmitInterpreter::instant);
        Duration delay = properties.read("delay", SubmitInterpreter::duration);
        if (runAt != null && delay != null) {
            properties.problem("delay: give runAt or delay, not both");
        } else if (runAt != null) {
            request = request.withRunAt(runAt);
        } else if (delay != null) {
            request = request.withDelay(delay);
        }
        if (!properties.problems.isEmpty()) {
            return new Wrong(String.join("; ", properties.problems), named(incoming));
        }
        return Identity.of(incoming, request);
    }

    private static String named(Incoming incoming) {
        Object type = incoming.properties().get("type");
        return type == null ? "" : type.toString();
    }

    /** Without a key of its own a message is known by its id, which says nothing to its producer: so no period, no scope. */
    private static JobRequest idempotency(JobRequest request, Properties properties) {
        Duration period = properties.read("idempotencyPeriod", SubmitInterpreter::duration);
        IdempotencyScope scope = properties.read("idempotencyScope", choice(IdempotencyScope.class));
        if (properties.text("idempotencyKey") == null
                && (period != null || (scope != null && scope != IdempotencyScope.ALL))) {
            properties.problem("idempotencyKey: idempotencyPeriod and idempotencyScope need one beside them");
        }
        JobRequest changed = request.withIdempotencyPeriod(period);
        return scope == null ? changed : changed.withIdempotencyScope(scope);
    }

    private static JobRequest unique(JobRequest request, Properties properties) {
        String key = properties.text("uniqueKey");
        WhilePending ifPending = properties.read("whilePending", choice(WhilePending.class));
        // KEEP is what holds without it, so programs that send every default may send it.
        if (key == null && ifPending == WhilePending.REPLACE) {
            properties.problem("whilePending: needs a uniqueKey beside it");
        }
        return request.withUniqueKey(key, ifPending == null ? WhilePending.KEEP : ifPending);
    }

    private static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of " + String.join(", ", names(type))));
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("an instant with an offset such as 2026-01-31T08:00:00Z", e);
        }
    }

    private static Duration duration(String text) {
        try {
            return text.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Duration.ofMillis(Long.parseLong(text))
                    : Duration.parse(text);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException("a duration such as PT30S, or milliseconds such as 30000", e);
        }
    }

    private static Integer number(String text) {
        try {
            // Not what the platform takes for digits elsewhere: signs, and those of other scripts.
            if (WHOLE_NUMBER.matcher(text).matches()) {
                return Integer.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number up to " + Integer.MAX_VALUE, e);
        }
        throw new IllegalArgumentException("a whole number");
    }

    private static List<String> tags(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    /** Reads the properties and collects everything that is wrong with them. */
    private static final class Properties {

        private final Map<String, String> texts = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Properties(Map<String, Object> values) {
            for (String name : OURS) {
                Object value = values.get(name);
                String broken = value == null ? null : PropertyText.broken(value);
                if (broken != null) {
                    problem(name + ": " + broken);
                } else if (value != null) {
                    texts.put(name, value.toString());
                }
            }
        }

        @Nullable
        String text(String name) {
            return texts.get(name);
        }

        <T> @Nullable T read(String name, Function<String, T> reader) {
            String text = text(name);
            if (text == null) {
                return null;
            }
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                problem(name + ": should be " + e.getMessage() + ", is '" + StorableText.clean(text, 100) + "'");
                return null;
            }
        }

        void problem(String text) {
            problems.add(text);
        }
    }
}
