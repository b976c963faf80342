package io.nightshift.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightshift.bench.course.Figure;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks what people and programs ask, one question after the other, as a service with a token that may look. */
final class Console {

    private static final String API = "/nightshift/api/v1/";
    private static final String JOBS = API + "jobs?limit=50";
    private static final int MOST = 100;
    private static final int LEAST = 5;
    /** A question that takes longer is not asked so often. */
    private static final long MOST_SECONDS = 5;

    private static final long MOST_WARM_UP_SECONDS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The filters of the list of jobs. What is rare or not there is the worst for a search without an index. */
    private static final List<String> FILTERS = List.of(
            "",
            "&state=SUCCEEDED",
            "&state=DEAD",
            "&state=DEAD,CANCELLED,EXPIRED",
            "&state=READY",
            "&state=RUNNING",
            "&state=SCHEDULED",
            "&type=bench.noop",
            "&type=mail.send",
            "&type=bench.rare",
            "&queue=bench",
            "&queue=mail",
            "&queue=none",
            "&tag=tag-7",
            "&tag=tag-rare",
            "&tag=none",
            "&tenant=tenant-7",
            "&tenant=none",
            "&text=payload",
            "&text=mail",
            "&text=printer",
            "&text=zebra",
            "&state=DEAD&type=mail.send",
            "&state=DEAD&text=printer",
            "&state=SUCCEEDED&tag=tag-7",
            "&type=mail.send&queue=mail");

    private final Server server;
    private final Service service;
    /** A browser keeps its session. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    Console(Server server, Service service) {
        this.server = server;
        this.service = service;
    }

    /** A figure for each question; those for a list of jobs have one for its first page and one for a later page. */
    List<Figure> ask(int jobs) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, String> question : questions().entrySet()) {
            figures.add(time(question.getValue()).named(question.getKey()).over(jobs));
        }
        String middle = "&cursor=o-" + first("to=" + middle());
        for (String filter : FILTERS) {
            Figure later = time(JOBS + filter + middle);
            figures.add(time(JOBS + filter)
                    .named(
                            filter.isEmpty()
                                    ? "jobs"
                                    : "jobs " + filter.substring(1).replace('&', ' '))
                    .over(jobs)
                    .with("later_p50_ms", later.p50Millis())
                    .with("later_p99_ms", later.p99Millis()));
        }
        return figures;
    }

    private Map<String, String> questions() throws IOException, InterruptedException {
        Map<String, String> questions = new LinkedHashMap<>();
        String dead = first("state=DEAD");
        String ready = first("state=READY");
        questions.put("overview", API + "overview");
        questions.put("what the overview is made of", BenchEar.CONTEXT + "/snapshot");
        questions.put("queues", API + "queues");
        questions.put("nodes", API + "nodes");
        questions.put("audit", API + "audit");
        questions.put("a job that succeeded", API + "jobs/" + first("state=SUCCEEDED"));
        questions.put("a job that died", API + "jobs/" + dead);
        questions.put("its log", API + "jobs/" + dead + "/log");
        questions.put("why a job waits", API + "jobs/" + ready + "/why");
        questions.put("the page of the overview", "/nightshift/index.xhtml");
        questions.put("the page of jobs", "/nightshift/jobs.xhtml");
        questions.put("the page of a job", "/nightshift/job.xhtml?id=" + dead);
        questions.put("jobs by id", JOBS + "&text=" + dead);
        questions.put("jobs of a day", JOBS + "&type=bench.rare&from=" + day(4) + "&to=" + day(3));
        return questions;
    }

    private Figure time(String path) throws IOException, InterruptedException {
        URI question = server.at(path);
        long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_WARM_UP_SECONDS);
        for (int i = 0; i < MOST / 2 && (i == 0 || System.nanoTime() < warm); i++) {
            get(question);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        long[] waits = new long[MOST];
        int asked = 0;
        while (asked < LEAST || asked < MOST && System.nanoTime() < end) {
            long start = System.nanoTime();
            get(question);
            waits[asked++] = System.nanoTime() - start;
        }
        return Figure.latency(Arrays.copyOf(waits, asked));
    }

    /** The newest job that a filter finds. */
    private String first(String filter) throws IOException, InterruptedException {
        JsonNode found =
                JSON.readTree(get(server.at(API + "jobs?limit=1&" + filter))).path("jobs");
        if (found.isEmpty()) {
            throw new IOException("There is no job with " + filter);
        }
        return found.path(0).path("id").asText();
    }

    /** The middle of the past that the store was given. */
    private static String middle() {
        return encoded(Instant.now().minus(Duration.ofHours(84)));
    }

    private static String day(int ago) {
        return encoded(Instant.now().minus(Duration.ofDays(ago)));
    }

    private static String encoded(Instant instant) {
        return URLEncoder.encode(instant.toString(), StandardCharsets.UTF_8);
    }

    private String get(URI question) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(question)
                        .header("Authorization", service.authorization())
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(question + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
