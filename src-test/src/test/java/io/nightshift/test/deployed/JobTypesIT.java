package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nightshift.test.client.Csv;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The ready-made job types, with real work. */
class JobTypesIT extends DeployedTest {

    private static final Path IMPORT = SharedServer.folder().resolve("nightshift/import");

    @Test
    void importsTheGoodRowsAndCountsTheBadOnes() throws IOException {
        String name = unique("orders");
        Csv.write(IMPORT.resolve(name + ".csv"), 20_000);

        Reply job = jobs().ended(
                        jobs().submit("csv.import", Csv.args(name + ".csv", name + "-out.csv", 1_000)),
                        Duration.ofSeconds(60));

        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        assertThat(job.at("/result/rows")).isEqualTo("20000");
        assertThat(job.at("/result/good")).isEqualTo("19800");
        assertThat(job.at("/result/bad")).isEqualTo("200");
        assertThat(job.at("/result/badRows/0/line")).isNotEmpty();
        List<String> out = Files.readAllLines(IMPORT.resolve(name + "-out.csv"));
        assertThat(out).contains("1,\"Customer, no. 1\",1.50").hasSize(19_801);
    }

    @Test
    void writesIntoNoTableThatTheOperatorDidNotAllow() {
        Reply job = jobs().ended(jobs().submit(
                        "csv.import",
                        Map.of(
                                "content",
                                "order_number;customer\n1;Ada\n2;\n",
                                "delimiter",
                                ";",
                                "columns",
                                List.of(Map.of("name", "order_number", "type", "INTEGER")),
                                "target",
                                Map.of("table", "no_such_table"))));

        assertThat(job.at("/state")).isEqualTo("DEAD");
        assertThat(job.at("/errors/0/message")).contains("no_such_table");
    }

    @Test
    void readsNoFileOutsideTheImportFolder() {
        for (String file : List.of("../../../../etc/passwd", "/etc/passwd", "a/../../x")) {
            Reply job = jobs().ended(jobs().submit("csv.import", Csv.args(file, unique("out"), 10)));

            assertThat(job.at("/state")).as(file).isEqualTo("DEAD");
            assertThat(job.text()).doesNotContain("root:");
        }
    }

    @Test
    void callsAnHttpServiceAgainWhenItIsBusy() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/orders", exchange -> {
            if (calls.incrementAndGet() == 1) {
                exchange.getResponseHeaders().add("Retry-After", "1");
                answer(exchange, 503, "busy");
            } else {
                answer(exchange, 200, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
        });
        service.start();
        try {
            Reply job = jobs().ended(jobs().submit(
                            "http.call",
                            Map.of(
                                    "method",
                                    "POST",
                                    "url",
                                    "http://127.0.0.1:" + service.getAddress().getPort() + "/orders",
                                    "body",
                                    "an order")));

            assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
            assertThat(job.at("/result/status")).isEqualTo("200");
            assertThat(job.at("/result/body")).isEqualTo("an order");
            assertThat(job.at("/attempt")).isEqualTo("2");
            assertThat(calls).hasValue(2);
        } finally {
            service.stop(0);
        }
    }

    /** Server-side request forgery: a caller chooses the URL, the operator the hosts. */
    @Test
    void callsNoHostThatTheOperatorDidNotAllow() {
        for (String url : List.of(
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:" + SharedServer.ports().management() + "/management",
                "http://[::ffff:127.0.0.1]/")) {
            Reply job = jobs().ended(jobs().submit("http.call", Map.of("url", url)));

            assertThat(job.at("/state")).as(url).isEqualTo("DEAD");
            assertThat(job.json().at("/errors")).as(url).hasSize(1);
        }
    }

    @Test
    void refusesUrlsThatNobodyCanCallWhenTheyAreSubmitted() {
        for (String url : List.of(
                "http://127.0.0.1@evil.example/",
                "http://127.0.0.1:99999/",
                "file:///etc/passwd",
                "gopher://127.0.0.1/")) {
            Reply refused = as(User.OPERATOR).post(Jobs.PATH, Jobs.body("http.call", Map.of("url", url), Map.of()));

            assertThat(refused.status()).as(url).isEqualTo(400);
            assertThat(refused.text()).as(url).contains("args.url");
        }
    }

    @Test
    void countsPrimes() {
        Reply job = jobs().ended(jobs().submit("prime.count", Map.of("n", 10_000_000)), Duration.ofSeconds(60));

        assertThat(job.at("/result/count")).isEqualTo("664579");
        assertThat(job.at("/result/largest")).isEqualTo("9999991");
    }

    @Test
    void cleansUpOnlyWhatIsOldEnough() {
        String young = jobs().submit("test.echo", Map.of("text", "young"));
        jobs().ended(young);

        Reply job = jobs().ended(jobs().submit(
                        "retention.cleanup",
                        Map.of("succeededDays", 1, "cancelledDays", 1, "expiredDays", 1, "deadDays", 1)));

        assertThat(job.at("/state")).as(job.text()).isEqualTo("SUCCEEDED");
        assertThat(job.at("/result/succeeded")).isEqualTo("0");
        assertThat(jobs().find(young).status()).isEqualTo(200);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
