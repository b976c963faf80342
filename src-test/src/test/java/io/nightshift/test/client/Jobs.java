package io.nightshift.test.client;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Submits jobs over HTTP and waits for what comes of them. */
public final class Jobs {

    public static final String PATH = Api.V1 + "/jobs";

    private static final Set<String> TERMINAL = Set.of("SUCCEEDED", "DEAD", "CANCELLED", "EXPIRED");
    /** Each request costs the server a bcrypt hash, some 70 ms of a processor. */
    private static final Duration POLL = Duration.ofMillis(150);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api api;

    public Jobs(Api api) {
        this.api = api;
    }

    /** Submits a job that must be accepted; returns its id. */
    public String submit(String type, Map<String, ?> args) {
        return submit(type, args, Map.of());
    }

    /** The same, with more fields of the request. */
    public String submit(String type, Map<String, ?> args, Map<String, ?> fields) {
        return api.post(PATH, body(type, args, fields)).expect(201).at("/id");
    }

    public Reply find(String id) {
        return api.get(PATH + "/" + id);
    }

    public String state(String id) {
        return find(id).expect(200).at("/state");
    }

    /** Waits until the job has ended, in whatever state. */
    public Reply ended(String id) {
        return ended(id, Duration.ofSeconds(30));
    }

    public Reply ended(String id, Duration atMost) {
        return await("the end of job " + id)
                .atMost(atMost)
                .pollInterval(POLL)
                .until(() -> answered(id), job -> TERMINAL.contains(job.at("/state")));
    }

    /** Waits until the job is in this state now. */
    public Reply in(String state, String id) {
        return await("job " + id + " in state " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(POLL)
                .until(() -> answered(id), job -> job.at("/state").equals(state));
    }

    /** An answer that says how the job stands; anything else is no reason to go on waiting. */
    private Reply answered(String id) {
        return find(id).expect(200);
    }

    public Reply cancel(String id) {
        return api.post(PATH + "/" + id + "/cancel", "{}");
    }

    public Reply retry(String id) {
        return api.post(PATH + "/" + id + "/retry", "{}");
    }

    /** The ids of a filtered list, newest first. */
    public List<String> list(String query) {
        return api.get(PATH + "?" + query).expect(200).json().at("/jobs").findValuesAsText("id");
    }

    public static String body(String type, Map<String, ?> args, Map<String, ?> fields) {
        Map<String, Object> request = new HashMap<>(fields);
        request.put("type", type);
        request.put("args", args);
        return json(request);
    }

    /** Reads JSON, such as a line of an export. */
    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is no JSON: " + json, e);
        }
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + value, e);
        }
    }
}
