package io.nightshift.bench.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A program outside, as an administrator makes one.
 *
 * @param name of its user
 * @param token its secret
 */
record Service(String name, String token) {

    /** Who makes it; for the users' file of the server. */
    static final String ADMINISTRATOR = "bench-admin:admin:only for the bench";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One that submits. */
    static Service submitter(HttpClient http, URI users) throws IOException, InterruptedException {
        return make(http, users, "bench", "submitter");
    }

    /** One that may see everything. */
    static Service operator(HttpClient http, URI users) throws IOException, InterruptedException {
        return make(http, users, "bench-operator", "operator");
    }

    private static Service make(HttpClient http, URI users, String name, String role)
            throws IOException, InterruptedException {
        String[] administrator = ADMINISTRATOR.split(":", -1);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(users)
                        .header("Authorization", basic(administrator[0], administrator[2]))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"name\":\"" + name + "\",\"service\":true,\"roles\":[\"" + role + "\"]}"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException("No user was made: " + answer.statusCode() + " " + answer.body());
        }
        return new Service(name, JSON.readTree(answer.body()).path("secret").asText());
    }

    /** What it says in the header {@code Authorization}. */
    String authorization() {
        return basic(name, token);
    }

    private static String basic(String name, String secret) {
        byte[] both = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
