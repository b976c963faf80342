package io.nightshift.test.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP with a server as one user. An answer of any status is an answer; no connection is status 0. */
public final class Api {

    /** Where the API lies. */
    public static final String V1 = "/nightshift/api/v1";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI root;
    private final @Nullable String authorization;

    private Api(int port, @Nullable String authorization) {
        this.root = URI.create("http://127.0.0.1:" + port);
        this.authorization = authorization;
    }

    public static Api as(User user, int port) {
        return as(user.user(), user.password(), port);
    }

    public static Api as(String name, String password, int port) {
        String both = name + ":" + password;
        return new Api(port, "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    public static Api anonymous(int port) {
        return new Api(port, null);
    }

    public Reply get(String path) {
        return send(request(path).GET().build());
    }

    public Reply delete(String path) {
        return send(request(path).DELETE().build());
    }

    public Reply post(String path, String json, String... headers) {
        return send(body("POST", path, json, headers));
    }

    public Reply put(String path, String json, String... headers) {
        return send(body("PUT", path, json, headers));
    }

    /** Any request that a test makes up; {@link #request} is its start. */
    public Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            return new Reply(0, java.net.http.HttpHeaders.of(java.util.Map.of(), (a, b) -> true), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }

    /** A request with this user's name on it. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(60));
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        return builder;
    }

    private HttpRequest body(String method, String path, String json, String... headers) {
        HttpRequest.Builder builder =
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder.build();
    }
}
