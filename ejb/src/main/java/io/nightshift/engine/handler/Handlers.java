package io.nightshift.engine.handler;

import com.fasterxml.jackson.databind.JavaType;
import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.engine.access.Submitters;
import io.nightshift.engine.json.ArgsReader;
import io.nightshift.engine.json.MaskedFields;
import io.nightshift.engine.json.Schemas;
import io.nightshift.engine.json.SecretRefs;
import io.nightshift.engine.json.StrictJson;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The handlers of this node by job type, fixed at its start. */
public final class Handlers implements JobTypes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,100}");

    private final Map<String, BoundHandler> byName;
    private final List<JobType> types;
    private final Set<String> asynchronous;

    /**
     * A class that handles a job type.
     *
     * @param handler the class as its author wrote it
     * @param handles what it says of the type
     * @param uses gives an instance for one run
     */
    public record Found(Class<?> handler, Handles handles, Supplier<BoundHandler.Use> uses) {}

    private Handlers(Map<String, BoundHandler> byName, Set<String> asynchronous) {
        this.byName = Map.copyOf(byName);
        this.asynchronous = Set.copyOf(asynchronous);
        this.types = byName.values().stream().map(BoundHandler::type).toList();
    }

    /**
     * Checks what was found.
     *
     * @throws IllegalStateException if two handle one type or a handler breaks a rule; names all problems
     */
    public static Handlers of(List<Found> found, StrictJson json, Validator validator) {
        Schemas schemas = new Schemas();
        List<String> problems = new ArrayList<>();
        Map<String, BoundHandler> byName = new TreeMap<>();
        Map<String, Class<?>> owners = new TreeMap<>();
        Set<String> asynchronous = new TreeSet<>();
        for (Found one : found) {
            Handles handles = one.handles();
            Class<?> other = owners.put(handles.value(), one.handler());
            if (other != null) {
                problems.add("job type '" + handles.value() + "' has two handlers, " + other.getName() + " and "
                        + one.handler().getName());
                continue;
            }
            check(one, problems);
            RetryPolicy policy = policy(one, problems);
            JavaType args = argsType(one, json, problems);
            if (async(one)) {
                asynchronous.add(handles.value());
            }
            if (args != null) {
                JobType type = new JobType(
                        handles.value(),
                        handles.description(),
                        handles.queue(),
                        handles.maxAttempts(),
                        Duration.ofSeconds(handles.timeoutSeconds()),
                        Duration.ofSeconds(handles.timeLimitSeconds()),
                        Stream.of(handles.submitters()).sorted().toList(),
                        schemas.of(args));
                byName.put(
                        handles.value(),
                        new BoundHandler(
                                type,
                                new ArgsReader(json, args, validator),
                                one.uses(),
                                policy,
                                MaskedFields.of(json, args)));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Nightshift cannot use these job handlers: " + String.join("; ", problems));
        }
        return new Handlers(byName, asynchronous);
    }

    @Override
    public List<JobType> all() {
        return types;
    }

    @Override
    public Optional<JobType> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(BoundHandler::type);
    }

    /** The types whose handlers answer with a stage. */
    public Set<String> asynchronous() {
        return asynchronous;
    }

    @Override
    public String retries(String name) {
        BoundHandler bound = byName.get(name);
        return bound == null ? "" : RetryPolicyText.of(bound.policy());
    }

    @Override
    public String shown(String type, String args) {
        BoundHandler bound = byName.get(type);
        return bound == null ? args : bound.masked().mask(args);
    }

    @Override
    public Optional<String> misfit(String type, String args) {
        BoundHandler bound = byName.get(type);
        // What refers to secrets is not read for people.
        if (bound == null || SecretRefs.any(args)) {
            return Optional.empty();
        }
        try {
            Object unused = bound.args().readStored(args);
            return Optional.empty();
        } catch (ArgsReader.ArgsException unfit) {
            return Optional.of(String.valueOf(unfit.getMessage()));
        } catch (RuntimeException | Error broken) {
            // The constructor of a record or a rule of the type's author: its attempts will say more.
            return Optional.empty();
        }
    }

    /** The handler of a type; null if this node has none. */
    public @Nullable BoundHandler bound(String name) {
        return byName.get(name);
    }

    private static void check(Found found, List<String> problems) {
        Handles handles = found.handles();
        String who = found.handler().getName();
        if (!NAME.matcher(handles.value()).matches()) {
            problems.add(who + ": the job type '" + handles.value() + "' must be 1 to 100 characters of a-z 0-9 . _ -");
        }
        if (!NAME.matcher(handles.queue()).matches()) {
            problems.add(who + ": the queue '" + handles.queue() + "' must be 1 to 100 characters of a-z 0-9 . _ -");
        }
        if (handles.maxAttempts() < 1 || handles.maxAttempts() > 100) {
            problems.add(who + ": maxAttempts must be 1 to 100");
        }
        if (handles.timeoutSeconds() < 0
                || handles.timeoutSeconds() > Duration.ofDays(30).toSeconds()) {
            problems.add(who + ": timeoutSeconds must be 0 (none) to 2592000 (30 days)");
        }
        if (!Submitters.words().containsAll(Set.of(handles.submitters()))) {
            problems.add(who + ": submitters must be some of " + Submitters.words());
        }
        if (handles.timeLimitSeconds() < 0
                || handles.timeLimitSeconds() > Duration.ofDays(365).toSeconds()) {
            problems.add(who + ": timeLimitSeconds must be 0 (none) to 31536000 (365 days)");
        }
    }

    private static RetryPolicy policy(Found found, List<String> problems) {
        try {
            return RetryPolicy.of(found.handles());
        } catch (IllegalArgumentException e) {
            problems.add(found.handler().getName() + ": " + e.getMessage());
            return RetryPolicy.SILENT;
        }
    }

    private static boolean async(Found found) {
        return AsyncJobHandler.class.isAssignableFrom(found.handler());
    }

    private static @Nullable JavaType argsType(Found found, StrictJson json, List<String> problems) {
        Class<?> contract = async(found) ? AsyncJobHandler.class : JobHandler.class;
        JavaType[] parameters = json.type(found.handler()).findTypeParameters(contract);
        if (parameters == null || parameters.length != 2 || parameters[0].isJavaLangObject()) {
            problems.add(found.handler().getName() + " must say the type of its arguments: implement "
                    + contract.getSimpleName() + "<SomeRecord, …>");
            return null;
        }
        return parameters[0];
    }
}
