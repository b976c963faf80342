package io.nightshift.test.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.browser.Visit.Screen;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.User;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page with something on it, on a wide screen and a phone, light and dark; kept as pictures. */
class EveryPageIT extends BrowserTest {

    private final Map<String, String> pages = new LinkedHashMap<>();

    @BeforeAll
    void fill() {
        String done = jobs().submit("test.progress", Map.of("steps", 3, "stepMillis", 50));
        String dead = jobs().submit("test.flaky", Map.of("failures", 9), Map.of("maxAttempts", 2));
        jobs().submit("test.echo", Map.of("text", "later"), Map.of("delay", "PT2H"));
        as(User.OPERATOR)
                .post(
                        Api.V1 + "/schedules",
                        Jobs.json(Map.of(
                                "name", unique("Nightly echo"),
                                "type", "test.echo",
                                "args", Map.of("text", "nightly"),
                                "cron", "0 2 * * *",
                                "zone", "Europe/Berlin")))
                .expect(201);
        as(User.ADMIN)
                .put(
                        Api.V1 + "/queues/test/limits",
                        "{\"maxRunning\":500,\"rate\":{\"count\":9000,\"period\":\"PT1S\"}}")
                .expect(200);
        as(User.OPERATOR)
                .put(
                        Api.V1 + "/job-types/http.call/breaker",
                        "{\"failurePercent\":50,\"minimum\":20,\"window\":\"PT1M\",\"pause\":\"PT1H\"}")
                .expect(200);
        as(User.OPERATOR)
                .post(Api.V1 + "/job-types/http.call/breaker/open?reason=their+maintenance", "")
                .expect(200);
        jobs().ended(done);
        jobs().ended(dead);

        pages.put("overview", "index.xhtml");
        pages.put("jobs", "jobs.xhtml");
        pages.put("jobs-dead", "jobs.xhtml?state=DEAD");
        pages.put("jobs-none", "jobs.xhtml?queue=no-such-queue");
        pages.put("job-done", "job.xhtml?id=" + done);
        pages.put("job-failed", "job.xhtml?id=" + dead);
        pages.put("submit", "submit.xhtml");
        pages.put("submit-type", "submit.xhtml?type=csv.import");
        pages.put("schedules", "schedules.xhtml");
        pages.put("queues", "queues.xhtml");
        pages.put("queues-change", "queues.xhtml?change=test");
        pages.put("types", "types.xhtml");
        pages.put("types-change", "types.xhtml?change=http.call");
        pages.put("types-none", "types.xhtml?change=no.such.type");
        pages.put("rejects", "rejects.xhtml");
        pages.put("operations", "operations.xhtml");
        pages.put("operation", "operation.xhtml?action=MOVE&type=test.echo");
        pages.put("nodes", "nodes.xhtml");
        pages.put("users", "users.xhtml");
        pages.put("account", "account.xhtml");
        pages.put("missing", Visit.MISSING);
    }

    @AfterAll
    void clear() {
        as(User.ADMIN).put(Api.V1 + "/queues/test/limits", "{}").expect(200);
        as(User.OPERATOR).put(Api.V1 + "/job-types/http.call/breaker", "{}").expect(200);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void showsEveryPageWithoutTrouble(Screen screen) {
        try (Visit visit = visit(screen)) {
            visit.open("login.xhtml");
            visit.keep("login");
            visit.login(User.ADMIN);
            pages.forEach((name, path) -> {
                var response = visit.page().navigate("/nightshift/" + path);
                assertThat(response).isNotNull();
                assertThat(response.status()).as(path).isEqualTo(name.equals("missing") ? 404 : 200);
                assertThat(visit.page().locator("h1").first()).isVisible();
                visit.keep(name);
                visit.assertNothingSticksOut();
            });
            visit.assertNoTroubles();
        }
    }
}
