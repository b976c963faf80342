package io.nightshift.engine.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.ingress.Interpreter.Asks;
import io.nightshift.engine.json.StrictJson;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a message that comes again from another one with the same key. A message may come again after its binding was changed:
 * it asks for something else then, but its job is there.
 */
final class Repeats {

    private final Function<JobId, Optional<String>> stored;
    private final StrictJson json;

    /** Reads a stored job's arguments by {@code stored}. */
    Repeats(Function<JobId, Optional<String>> stored, StrictJson json) {
        this.stored = stored;
        this.json = json;
    }

    /** Whether the job that has the key already was made of this message. */
    boolean sameMessage(JobId existing, Asks asks) {
        if (!asks.caller().keyScope().isEmpty()) {
            // The broker's id of it, which no other message has.
            return true;
        }
        return asks.bodyAlone()
                && stored.apply(existing)
                        .filter(args -> same(args, asks.request().args()))
                        .isPresent();
    }

    private boolean same(String args, @Nullable Object sent) {
        try {
            return json.canonical(args).equals(json.canonical(sent instanceof String text ? text : "{}"));
        } catch (JsonProcessingException e) {
            // What is no JSON made no job.
            return false;
        }
    }
}
