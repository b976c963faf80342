package io.nightshift.test.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** An answer, read whole. */
public record Reply(int status, HttpHeaders headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This answer is no JSON: " + this, e);
        }
    }

    /** One value of the JSON by its path, such as {@code /args/file}; empty if it is not there. */
    public String at(String pointer) {
        return json().at(pointer).asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Itself, if the status is this one. */
    public Reply expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected status " + expected + ", got " + this);
        }
        return this;
    }
}
