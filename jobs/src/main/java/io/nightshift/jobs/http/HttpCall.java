package io.nightshift.jobs.http;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.http.CappedBody.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls an HTTP service and keeps its answer; tries again when the service says, or seems, to be busy. */
@Handles(value = "http.call", description = "Calls an HTTP service and keeps its answer", maxAttempts = 8)
@ApplicationScoped
public class HttpCall implements JobHandler<HttpCall.Args, HttpCall.Result> {

    private static final int DEFAULT_TIMEOUT_SECONDS = 30;
    private static final long LOOK_MILLIS = 100;
    private static final Set<String> KEPT_HEADERS =
            Set.of("content-type", "content-length", "date", "etag", "last-modified", "location", "retry-after");

    private final AllowList allowList;
    private final AddressCheck addresses;
    private final Clock clock;
    private final HttpClient client;

    /** Reads the list of allowed hosts when a job runs. */
    @Inject
    public HttpCall() {
        this(AllowList.configured(), AddressCheck.byDns(), Clock.systemUTC());
    }

    HttpCall(AllowList allowList, AddressCheck addresses, Clock clock) {
        this.allowList = allowList;
        this.addresses = addresses;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                // A proxy would resolve the name itself, past the check of addresses, whatever http.proxyHost says.
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * The request. Arguments are stored and shown in the console, so secrets do not belong here.
     *
     * @param method GET by default
     * @param url http or https, to an allowed host; what lies beyond ASCII is sent percent-encoded as UTF-8
     * @param headers sent as they are, ASCII; an Idempotency-Key with the job's id is added if none is given
     * @param body sent as UTF-8; null for none
     * @param timeoutSeconds for the whole call; 30 by default
     */
    @Callable
    public record Args(
            @Pattern(regexp = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS") @Nullable
            String method,

            @NotBlank @Size(max = 2000) String url,
            @Size(max = 50) @Nullable Map<@NotBlank @Size(max = 100) String, @NotNull @Size(max = 4000) String> headers,
            @Nullable String body,
            @Min(1) @Max(3600) @Nullable Integer timeoutSeconds) {

        /** A GET with the defaults. */
        public static Args get(String url) {
            return new Args(null, url, null, null, null);
        }

        Duration timeout() {
            return Duration.ofSeconds(timeoutSeconds == null ? DEFAULT_TIMEOUT_SECONDS : timeoutSeconds);
        }
    }

    /**
     * The answer.
     *
     * @param status 200 to 299
     * @param headers the telling ones, in lower case
     * @param body as text, at most 64 KiB of it
     * @param truncated whether the body was longer
     * @param durationMs from the request to the end of the answer
     */
    public record Result(int status, Map<String, String> headers, String body, boolean truncated, long durationMs) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws Exception {
        long begin = System.nanoTime();
        HttpRequest request;
        try {
            AllowedUrl url = allowList.require(args.url());
            request = CallRequest.of(args, url, context.id());
            addresses.require(url);
        } catch (CallRefusedException e) {
            return Outcome.fail(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return Outcome.retry(CallUrl.parse(args.url()).getHost() + " cannot be found: this name has no address");
        }
        String host = request.uri().getHost();
        try {
            HttpResponse<Body> response = call(request, args.timeout(), context);
            return outcome(response, Duration.ofNanos(System.nanoTime() - begin));
        } catch (TimeoutException e) {
            return Outcome.retry("No complete answer from " + host + " within "
                    + args.timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            return BrokenCall.outcome(host, e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits for the answer, but not longer than asked, and not when nobody wants it any more. */
    private HttpResponse<Body> call(HttpRequest request, Duration timeout, JobContext context)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + timeout.toNanos();
        CompletableFuture<HttpResponse<Body>> answer =
                client.sendAsync(request, info -> new CappedBody(info.headers()));
        try {
            while (true) {
                context.checkCancelled();
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (System.nanoTime() - end > 0) {
                        throw e;
                    }
                }
            }
        } catch (ExecutionException e) {
            if (timedOut(e.getCause())) {
                throw new TimeoutException();
            }
            throw e;
        } catch (JobCancelledException | InterruptedException | TimeoutException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static boolean timedOut(@Nullable Throwable cause) {
        return cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
    }

    private Outcome<Result> outcome(HttpResponse<Body> response, Duration took) {
        int status = response.statusCode();
        Body body = response.body();
        if (status >= 200 && status < 300) {
            return Outcome.success(
                    new Result(status, headers(response), body.text(), body.truncated(), took.toMillis()));
        }
        String reason = "Status " + status + " from " + response.uri().getHost() + shown(body.text());
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            Duration delay = response.headers()
                    .firstValue("Retry-After")
                    .map(value -> RetryAfter.parse(value, clock))
                    .orElse(null);
            return delay == null ? Outcome.retry(reason) : Outcome.retry(reason, delay);
        }
        return Outcome.fail(reason + explained(status, response.headers()));
    }

    /** What a status that is no success and not tried again means, where the number alone says too little. */
    private static String explained(int status, HttpHeaders headers) {
        if (status < 200) {
            return "; this is an interim answer, and none followed that the client can read";
        }
        if (status == 304) {
            return "; not modified, as the request's own condition asked (If-None-Match or If-Modified-Since)";
        }
        if (status < 400) {
            return headers.firstValue("Location")
                    .map(where -> "; redirects are not followed, this one leads to "
                            + (where.length() > 500 ? where.substring(0, 500) + "…" : where))
                    .orElse("; redirects are not followed, and this one does not say where it leads");
        }
        return "";
    }

    private static String shown(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() > 300 ? line.substring(0, 300) + "…" : line);
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> kept = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (KEPT_HEADERS.contains(lower) && !values.isEmpty()) {
                String value = values.get(0);
                kept.put(lower, value.length() > 500 ? value.substring(0, 500) : value);
            }
        });
        return kept;
    }
}
