import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * What a program outside does with Nightshift: submits jobs over HTTP and JMS, follows them, plans one. Started by
 * {@code ./nightshift demo}, straight from its source; it needs a JDK, the server's client jar and Jackson.
 */
public final class Demo {

    private static final int ROWS = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String SCHEDULE = "demo: primes every 5 seconds";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
    private final String run = "demo-" + Long.toString(System.currentTimeMillis(), 36);
    private final Map<String, Integer> badRows = new LinkedHashMap<>();
    private final String api;
    private final String broker;
    private final String user;
    private final String password;
    private final Path imports;

    private Demo(String api, String broker, String user, String password, Path imports) {
        this.api = api;
        this.broker = broker;
        this.user = user;
        this.password = password;
        this.imports = imports;
    }

    /** Arguments: address of the API, address of the broker or "", user, file with the password, import folder. */
    public static void main(String[] args) throws Exception {
        String password = Files.readString(Path.of(args[3])).strip();
        Demo demo = new Demo(args[0], args[1], args[2], password, Path.of(args[4]));
        try {
            demo.run();
        } catch (DemoFailed e) {
            System.err.println("nightshift: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws Exception {
        System.out.printf("Writing    4 files of %,d orders each into %s%n", ROWS, imports.resolve(run));
        for (int i = 1; i <= 4; i++) {
            writeOrders(run + "/orders-" + i + ".csv", i);
        }
        List<String> files = new ArrayList<>(badRows.keySet());
        int overHttp = broker.isEmpty() ? 4 : 2;
        submitByHttp(files.subList(0, overHttp));
        System.out.printf("HTTP       %d jobs in one batch, all or nothing: POST %s/jobs:batch%n", overHttp, api);
        if (broker.isEmpty()) {
            System.out.println("JMS        left out: the server was started without NIGHTSHIFT_JMS_ACCEPTOR");
        } else {
            submitByJms(files.subList(overHttp, 4));
            System.out.printf("JMS        2 jobs and 1 message that is none, to nightshift.submit at %s%n", broker);
        }
        List<JsonNode> jobs = follow(4);
        tellResults(jobs);
        tellReject();
        tellSchedule();
    }

    // ---- the input --------------------------------------------------------------------------------------------------

    /** Writes a CSV in which about one row of a hundred is wrong, in ways that happen. */
    private void writeOrders(String name, int seed) throws IOException {
        Random random = new Random(seed);
        String[] customers = {"Ångström & Co", "\"Brandt, Söhne\"", "Castillo S.A.", "東京商事", "O'Neill Ltd", "Dvořák a.s."};
        int bad = 0;
        Path file = imports.resolve(name);
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("order_no,customer,email,amount,ordered_on,paid,comment\n");
            for (int i = 1; i <= ROWS; i++) {
                String number = String.format(Locale.ROOT, "S%d-%06d", seed, i);
                String customer = customers[random.nextInt(customers.length)];
                String email = random.nextInt(10) == 0 ? "" : "buyer" + random.nextInt(9999) + "@shop.example";
                String amount = String.format(Locale.ROOT, "%d.%02d", random.nextInt(900), random.nextInt(100));
                String day = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)).toString();
                String paid = random.nextBoolean() ? "yes" : "no";
                if (random.nextInt(100) == 0) {
                    bad++;
                    switch (random.nextInt(5)) {
                        case 0 -> number = "";
                        case 1 -> email = "nobody.at.shop";
                        case 2 -> amount = "12.50 EUR";
                        case 3 -> day = "2026-02-30";
                        default -> paid = "maybe";
                    }
                }
                out.write(String.join(",", number, customer, email, amount, day, paid, "\"left out\"") + "\n");
            }
        }
        badRows.put(name, bad);
    }

    private ObjectNode args(String file) {
        ObjectNode args = json.createObjectNode().put("file", file);
        ArrayNode columns = args.putArray("columns");
        columns.addObject().put("name", "order_no").put("type", "STRING").put("required", true).put("maxLength", 40);
        columns.addObject().put("name", "customer").put("type", "STRING").put("required", true);
        columns.addObject().put("name", "email").put("type", "EMAIL");
        columns.addObject().put("name", "amount").put("type", "DECIMAL").put("required", true);
        columns.addObject().put("name", "ordered_on").put("type", "DATE").put("required", true);
        columns.addObject().put("name", "paid").put("type", "BOOLEAN");
        if (file.endsWith("-1.csv")) {
            args.putObject("target").put("file", file.replace(".csv", "-checked.csv"));
            args.put("badRowsFile", file.replace(".csv", "-bad.csv"));
        } else {
            args.putObject("target").put("table", "imported_order");
        }
        return args;
    }

    // ---- submitting -------------------------------------------------------------------------------------------------

    private void submitByHttp(List<String> files) throws Exception {
        ObjectNode batch = json.createObjectNode();
        ArrayNode jobs = batch.putArray("jobs");
        for (String file : files) {
            ObjectNode job = jobs.addObject().put("type", "csv.import").put("idempotencyKey", file);
            job.putArray("tags").add("demo").add(run);
            job.set("args", args(file));
        }
        call("POST", "/jobs:batch", batch);
    }

    private void submitByJms(List<String> files) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker);
                Connection connection = factory.createConnection(user, password);
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue("nightshift.submit"))) {
            for (String file : files) {
                TextMessage message = session.createTextMessage(args(file).toString());
                message.setStringProperty("type", "csv.import");
                message.setStringProperty("tags", "demo," + run);
                message.setStringProperty("idempotencyKey", file);
                producer.send(message);
            }
            TextMessage wrong = session.createTextMessage("This is no JSON.");
            wrong.setStringProperty("type", "csv.import");
            wrong.setStringProperty("idempotencyKey", run + "-wrong");
            producer.send(wrong);
            session.commit();
        }
    }

    // ---- following --------------------------------------------------------------------------------------------------

    /** Shows the jobs until all have ended; returns them in the order of their files. */
    private List<JsonNode> follow(int expected) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, String> shown = new LinkedHashMap<>();
        boolean first = true;
        while (true) {
            JsonNode page = call("GET", "/jobs?limit=200&tag=" + run, null).get("jobs");
            boolean ended = page.size() == expected;
            List<String> lines = new ArrayList<>();
            for (int i = page.size() - 1; i >= 0; i--) {
                JsonNode job = page.get(i);
                ended &= isEnd(job.get("state").asText());
                lines.add(line(job));
                if (!terminal && !step(job).equals(shown.put(job.get("id").asText(), step(job)))) {
                    System.out.println(line(job));
                }
            }
            if (terminal) {
                if (!first) {
                    System.out.print("\033[" + expected + "A");
                }
                for (int i = 0; i < expected; i++) {
                    System.out.println("\033[2K" + (i < lines.size() ? lines.get(i) : "           (on its way)"));
                }
                first = false;
            }
            if (ended) {
                List<JsonNode> jobs = new ArrayList<>();
                for (JsonNode job : page) {
                    jobs.add(call("GET", "/jobs/" + job.get("id").asText(), null));
                }
                jobs.sort((a, b) -> a.at("/args/file").asText().compareTo(b.at("/args/file").asText()));
                return jobs;
            }
            if (System.nanoTime() > end) {
                throw new DemoFailed("the jobs did not end within " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(300);
        }
    }

    private static boolean isEnd(String state) {
        return List.of("SUCCEEDED", "DEAD", "CANCELLED", "EXPIRED").contains(state);
    }

    /** What is worth a new line where lines cannot be drawn over: the state and each quarter. */
    private static String step(JsonNode job) {
        return job.get("state").asText() + job.at("/progress/percent").asInt(0) / 25;
    }

    private static String line(JsonNode job) {
        String state = job.get("state").asText();
        int percent = state.equals("SUCCEEDED") ? 100 : job.at("/progress/percent").asInt(0);
        return String.format(
                "           %s  %-9s  [%s%s] %3d %%  %s",
                job.get("id").asText(),
                state,
                "#".repeat(percent / 5),
                "-".repeat(20 - percent / 5),
                percent,
                job.at("/progress/note").asText(""));
    }

    private void tellResults(List<JsonNode> jobs) {
        for (JsonNode job : jobs) {
            String file = job.at("/args/file").asText();
            if (!job.get("state").asText().equals("SUCCEEDED")) {
                throw new DemoFailed("job " + job.get("id").asText() + " ended " + job.get("state").asText() + ": "
                        + job.at("/errors").toString());
            }
            JsonNode result = job.get("result");
            JsonNode bad = result.at("/badRows/0");
            System.out.printf(
                    "Imported   %s: %,d rows, %,d good into %s, %,d bad (the first: line %d, %s, %s)%n",
                    file.substring(file.indexOf('/') + 1),
                    result.get("rows").asLong(),
                    result.get("good").asLong(),
                    result.get("target").asText(),
                    result.get("bad").asLong(),
                    bad.get("line").asLong(),
                    bad.get("column").asText(),
                    bad.get("reason").asText());
            int expected = badRows.get(file);
            if (result.get("rows").asLong() != ROWS || result.get("bad").asLong() != expected) {
                throw new DemoFailed(file + " has " + ROWS + " rows and " + expected + " bad ones");
            }
        }
    }

    private void tellReject() throws Exception {
        if (broker.isEmpty()) {
            return;
        }
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            for (JsonNode reject : call("GET", "/rejects?limit=20", null).get("rejects")) {
                if (reject.toString().contains(run + "-wrong")) {
                    System.out.println("Rejected   1 message: " + reject.get("reason").asText());
                    return;
                }
            }
            Thread.sleep(300);
        }
        throw new DemoFailed("the wrong message is not in the list of rejects");
    }

    // ---- planning ---------------------------------------------------------------------------------------------------

    private void tellSchedule() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode schedule = schedule();
        String path = "/schedules/" + schedule.get("id").asText();
        String lastBefore = schedule.path("lastJobId").asText("");
        System.out.println("Schedule   \"" + SCHEDULE + "\": waiting for its next fire");
        while (System.nanoTime() < end) {
            String id = call("GET", path, null).path("lastJobId").asText("");
            if (!id.isEmpty() && !id.equals(lastBefore)) {
                JsonNode job = call("GET", "/jobs/" + id, null);
                String state = job.get("state").asText();
                if (state.equals("SUCCEEDED")) {
                    System.out.printf(
                            "Fired      job %s: %,d primes below %,d, the largest is %,d%n",
                            id,
                            job.at("/result/count").asLong(),
                            job.at("/result/n").asLong(),
                            job.at("/result/largest").asLong());
                    return;
                }
                if (isEnd(state)) {
                    throw new DemoFailed("the schedule's job " + id + " ended " + state);
                }
            }
            Thread.sleep(300);
        }
        throw new DemoFailed("the schedule did not fire within " + PATIENCE.toMinutes() + " minutes");
    }

    /** The schedule of an earlier demo, or a new one. */
    private JsonNode schedule() throws Exception {
        for (JsonNode known : call("GET", "/schedules", null).get("schedules")) {
            if (known.get("name").asText().equals(SCHEDULE)) {
                return call("POST", "/schedules/" + known.get("id").asText() + "/resume", null);
            }
        }
        ObjectNode wanted = json.createObjectNode()
                .put("name", SCHEDULE)
                .put("type", "prime.count")
                .put("interval", "PT5S")
                .put("overlap", "SKIP");
        wanted.putObject("args").put("n", 5_000_000);
        return call("POST", "/schedules", wanted);
    }

    // ---- the API ----------------------------------------------------------------------------------------------------

    private JsonNode call(String method, String path, JsonNode body) throws IOException, InterruptedException {
        String credentials = user + ":" + password;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body.toString()));
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new DemoFailed(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    private static final class DemoFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DemoFailed(String message) {
            super(message);
        }
    }
}
