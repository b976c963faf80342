package io.nightshift.jobs.http;

import io.nightshift.api.job.JobId;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the client's request of a job's arguments. */
final class CallRequest {

    /** Without a body these say nothing of one (RFC 9110, section 8.6); the others say that it is empty. */
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

    private CallRequest() {}

    /** @throws CallRefusedException if it cannot be sent, however often it is tried */
    static HttpRequest of(HttpCall.Args args, AllowedUrl url, JobId id) {
        Map<String, String> headers = args.headers() == null ? Map.of() : args.headers();
        String fault = CallHeaders.fault(headers);
        if (fault != null) {
            throw new CallRefusedException(fault);
        }
        String method = args.method() == null ? "GET" : args.method();
        String body = args.body() == null ? "" : args.body();
        HttpRequest.Builder builder;
        try {
            builder = HttpRequest.newBuilder(url.uri())
                    .timeout(args.timeout())
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        } catch (IllegalArgumentException e) {
            throw new CallRefusedException("This cannot be called: " + e.getMessage());
        }
        if (url.uri().getScheme().toLowerCase(Locale.ROOT).equals("http")) {
            // Else each call offers a change to h2c, which RFC 9113 took out and many servers refuse. On https the
            // version is agreed upon with the keys.
            builder.version(Version.HTTP_1_1);
        }
        builder.setHeader("Idempotency-Key", id.toString());
        headers.forEach(builder::setHeader);
        HttpRequest request = builder.build();
        return body.isEmpty() && BODILESS.contains(method) ? new Bodiless(request) : request;
    }

    /**
     * A request that has no body, not an empty one, which the builder says for GET and DELETE only. The client of Java 17
     * and 18 announces a length of 0 all the same (JDK-8283544).
     */
    private static final class Bodiless extends HttpRequest {

        private final HttpRequest request;

        private Bodiless(HttpRequest request) {
            this.request = request;
        }

        @Override
        public Optional<BodyPublisher> bodyPublisher() {
            return Optional.empty();
        }

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public Optional<Duration> timeout() {
            return request.timeout();
        }

        @Override
        public boolean expectContinue() {
            return request.expectContinue();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Optional<Version> version() {
            return request.version();
        }

        @Override
        public HttpHeaders headers() {
            return request.headers();
        }
    }
}
