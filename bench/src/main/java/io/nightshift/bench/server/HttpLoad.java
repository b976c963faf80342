package io.nightshift.bench.server;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.handler.Noop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Submits jobs over HTTP, one a request, on 32 connections that are kept. */
final class HttpLoad {

    private static final int CONNECTIONS = 32;
    /** A server that checks a slow hash for each request would take minutes otherwise. */
    private static final long MOST_SECONDS = 20;

    private static final String BODY =
            "{\"type\":\"" + Noop.TYPE + "\",\"args\":{\"payload\":\"" + Tally.payload() + "\"}}";

    private final HttpClient http;
    private final HttpRequest request;

    /** Posts to {@code target} as a service, or as nobody. */
    HttpLoad(HttpClient http, URI target, @Nullable Service service) {
        this.http = http;
        HttpRequest.Builder builder = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY));
        if (service != null) {
            builder.header("Authorization", service.authorization());
        }
        this.request = builder.build();
    }

    /** Sends so many, or as many as there is time for. */
    Figure run(int jobs) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        Callable<Integer> connection = () -> {
            int sent = 0;
            while (System.nanoTime() < end && next.getAndIncrement() < jobs) {
                post();
                sent++;
            }
            return sent;
        };
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<Integer>> running = threads.invokeAll(
                    Stream.generate(() -> connection).limit(CONNECTIONS).toList());
            int sent = 0;
            for (Future<Integer> one : running) {
                sent += one.get();
            }
            return Figure.rate(sent, System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private void post() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
