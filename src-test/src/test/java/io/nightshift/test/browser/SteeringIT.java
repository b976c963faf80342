package io.nightshift.test.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.nightshift.test.browser.Visit.Screen;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Sender;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators change in the browser has changed: looked up over the API afterwards. */
class SteeringIT extends BrowserTest {

    @Test
    void makesASchedulePausesRunsAndDeletesIt() {
        String name = unique("nightly");
        String queue = unique("nightly-queue");
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("schedule.xhtml");
            page.getByLabel("Name").fill(name);
            page.getByLabel("Job type").selectOption("test.echo");
            page.getByLabel(Pattern.compile("^Arguments")).fill("{\"text\": \"tick\"}");
            page.getByLabel("Queue").fill(queue);
            page.getByLabel(Pattern.compile("^Cron")).first().fill("15 3 * * *");
            page.getByRole(AriaRole.BUTTON, button("Make schedule")).click();
            page.waitForURL(Pattern.compile("schedules\\.xhtml"));
            Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(name));
            assertThat(row).containsText("15 3 * * *");

            confirm(page, "Run " + name + " now");
            await("its job")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> jobs().list("queue=" + queue).size() == 1);

            page.getByLabel("Pause " + name).click();
            assertThat(row).containsText("paused by " + User.OPERATOR.user());
            assertThat(schedule(name)).contains("\"paused\":true");

            confirm(page, "Delete " + name);
            assertThat(row).hasCount(0);
            assertThat(schedule(name)).doesNotContain(name);
            visit.assertNoTroubles();
        }
    }

    @Test
    void tellsWhatIsWrongWithASchedule() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("schedule.xhtml");
            page.getByLabel("Name").fill(unique("wrong"));
            page.getByLabel("Job type").selectOption("test.echo");
            page.getByLabel(Pattern.compile("^Cron")).first().fill("61 3 * * *");

            page.getByRole(AriaRole.BUTTON, button("Make schedule")).click();

            assertThat(page.locator("main .error", new Page.LocatorOptions().setHasText("61 3 * * *")))
                    .isVisible();
            assertThat(page.locator("main .error", new Page.LocatorOptions().setHasText("text")))
                    .isVisible();
            visit.assertNoTroubles();
        }
    }

    @Test
    void pausesAQueueAndSetsItsLimit() {
        String queue = unique("steered");
        jobs().ended(jobs().submit("test.echo", Map.of("text", "makes the queue"), Map.of("queue", queue)));
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.ADMIN);
            Page page = visit.open("queues.xhtml");
            // The page shows the last snapshot, which may be older than the queue.
            await("the queue").atMost(Duration.ofSeconds(20)).until(() -> {
                page.reload();
                return page.getByLabel("Pause " + queue).count() == 1;
            });

            page.getByLabel("Pause " + queue, new Page.GetByLabelOptions().setExact(true))
                    .click();
            page.locator("dialog[open]").getByLabel("Why").fill("stocktaking");
            page.locator("dialog[open] button[value=yes]").click();
            assertThat(page.getByLabel("Resume " + queue)).isVisible();
            assertThat(page.locator("main")).containsText("stocktaking");
            assertThat(queue(queue)).contains("\"pausedBy\":\"" + User.ADMIN.user(), "stocktaking");

            page.getByLabel("Limit of " + queue + " per node").fill("3");
            page.getByLabel("Set limit of " + queue).click();
            await("the limit")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> queue(queue).contains("\"concurrency\":3"));

            page.getByLabel("Resume " + queue).click();
            assertThat(page.getByLabel("Pause " + queue)).isVisible();
            assertThat(queue(queue)).doesNotContain("\"pausedBy\":\"" + User.ADMIN.user());
            visit.assertNoTroubles();
        }
    }

    @Test
    void limitsAQueueInTheClusterAndSaysWhatIsWrong() {
        String queue = unique("limited");
        jobs().ended(jobs().submit("test.echo", Map.of("text", "makes the queue"), Map.of("queue", queue)));
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.ADMIN);
            Page page = visit.open("queues.xhtml?change=" + queue);
            page.getByLabel("At once").fill("5");
            page.getByLabel("Starts").fill("many");
            page.getByLabel("Per", new Page.GetByLabelOptions().setExact(true)).fill("1 min");

            page.getByRole(AriaRole.BUTTON, button("Save")).click();
            assertThat(page.locator("#feedback")).containsText("must be a whole number, not 'many'");
            assertThat(page.getByLabel("At once")).hasValue("5");
            page.getByLabel("Starts").fill("100");
            page.getByRole(AriaRole.BUTTON, button("Save")).click();

            assertThat(page.getByLabel("Change limits of " + queue)).hasText("5 at once, 100 per 1 min");
            assertThat(queue(queue)).contains("\"maxRunning\":5,\"rate\":{\"count\":100,\"period\":\"PT1M\"}");
            visit.assertNoTroubles();
        }
    }

    @Test
    void pausesATypeAndSetsOpensAndClosesItsBreaker() {
        String type = "retention.cleanup";
        try (Visit visit = visit(Screen.WIDE_DARK)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("types.xhtml?change=" + type);
            page.getByLabel("Failures, %").fill("101");
            page.getByRole(AriaRole.BUTTON, button("Set breaker")).click();
            assertThat(page.locator("#feedback")).containsText("failurePercent must be from 1 to 100");
            page.getByLabel("Failures, %").fill("25");
            page.getByRole(AriaRole.BUTTON, button("Set breaker")).click();
            assertThat(page.locator("[data-row-of='" + type + "']")).hasAttribute("data-breaker", "CLOSED");

            page.getByRole(AriaRole.BUTTON, button("Open now")).click();
            page.locator("dialog[open]").getByLabel("Why").fill("the disk is full");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-row-of='" + type + "']")).hasAttribute("data-breaker", "OPEN");
            assertThat(type(type))
                    .contains("\"failurePercent\":25", "\"state\":\"OPEN\"", "\"reason\":\"the disk is full\"");
            visit.keep("types-open");
            page.getByRole(AriaRole.BUTTON, button("Close now")).click();
            page.locator("dialog[open] button[value=yes]").click();
            assertThat(page.locator("[data-row-of='" + type + "']")).hasAttribute("data-breaker", "CLOSED");
            page.getByRole(AriaRole.BUTTON, button("Remove")).click();
            page.locator("dialog[open] button[value=yes]").click();
            assertThat(page.locator("[data-row-of='" + type + "']")).hasAttribute("data-breaker", "NONE");

            confirm(page, "Pause " + type);
            assertThat(page.getByLabel("Resume " + type)).isVisible();
            assertThat(type(type)).contains("\"pausedBy\":\"" + User.OPERATOR.user());
            page.getByLabel("Resume " + type).click();
            assertThat(page.getByLabel("Pause " + type)).isVisible();
            assertThat(type(type)).contains("\"paused\":false").doesNotContain("breaker\"");
            visit.assertNoTroubles();
        }
    }

    @Test
    void drainsANodeAndLetsItTakeJobsAgain() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("nodes.xhtml");
            Locator drain = page.getByLabel(Pattern.compile("^Drain "));
            await("the node").atMost(Duration.ofSeconds(20)).until(() -> {
                page.reload();
                return drain.count() == 1;
            });

            drain.click();
            page.locator("dialog[open] button[value=yes]").click();
            try {
                await("it is drained").atMost(Duration.ofSeconds(30)).until(() -> node().contains("DRAINED"));
                page.reload();
                visit.keep("nodes-drained");
                assertThat(node()).contains("\"drainingBy\":\"" + User.OPERATOR.user());
            } finally {
                await("the snapshot knows of it").atMost(Duration.ofSeconds(20)).until(() -> {
                    page.reload();
                    return page.getByLabel(Pattern.compile("^Resume ")).count() == 1;
                });
                page.getByLabel(Pattern.compile("^Resume ")).click();
            }
            await("it takes jobs").atMost(Duration.ofSeconds(20)).until(() -> node().contains("ACTIVE"));
            visit.assertNoTroubles();
        }
    }

    @Test
    void showsARejectAndDeletesIt() throws JMSException {
        String source = "nightshift.submit";
        String messageId;
        try (Sender sender = new Sender(SharedServer.ports().jms(), User.SUBMITTER.user(), User.SUBMITTER.password())) {
            messageId = sender.send(source, session -> session.createTextMessage("no type, no JSON"));
        }
        String id =
                await("the reject").atMost(Duration.ofSeconds(20)).until(() -> reject(messageId), x -> !x.isEmpty());
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("rejects.xhtml?id=" + id);
            assertThat(page.locator("main")).containsText("no type, no JSON");
            visit.keep("reject");

            page.getByRole(AriaRole.BUTTON, button("Delete")).click();
            page.locator("dialog[open] button[value=yes]").click();

            page.waitForURL(Pattern.compile("rejects\\.xhtml$"));
            assertThat(reject(messageId)).isEmpty();
            visit.assertNoTroubles();
        }
    }

    @Test
    void cancelsWhatIsSelected() {
        String tag = unique("bulk");
        List<String> ids = List.of(later(tag), later(tag), later(tag));
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("jobs.xhtml?tag=" + tag);
            page.getByLabel("Select all rows").check();
            visit.keep("jobs-selected");

            page.getByRole(AriaRole.BUTTON, button("Cancel")).click();
            page.locator("dialog[open] button[value=yes]").click();

            assertThat(page.locator("#feedback")).containsText("3");
            assertThat(ids).allSatisfy(id -> assertThat(jobs().state(id)).isEqualTo("CANCELLED"));
            visit.assertNoTroubles();
        }
    }

    @Test
    void cancelsAllThatMatch() {
        String tag = unique("all");
        jobs().submit("test.echo", Map.of("text", "first"), Map.of("tags", List.of(tag), "delay", "PT1H"));
        String id = manyLater(tag, 101);
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("jobs.xhtml?tag=" + tag);
            page.getByText("All that match").click();
            visit.keep("jobs-all");
            assertThat(page.getByRole(AriaRole.LINK, link("Delete…"))).hasCount(0);
            page.getByRole(AriaRole.LINK, link("Cancel…")).click();

            assertThat(page.locator("h2").first()).containsText("Cancel 102 jobs");
            assertThat(page.locator("main")).containsText("tagged " + tag);
            page.getByRole(AriaRole.BUTTON, button("Cancel jobs")).click();
            assertThat(page.locator("main .note")).containsText("must be typed");
            visit.keep("operation-typed");
            page.getByLabel("Type 102 to go on").fill("102");
            page.getByRole(AriaRole.BUTTON, button("Cancel jobs")).click();

            page.waitForURL(Pattern.compile("job\\.xhtml\\?id="));
            assertThat(page.locator("h1").first()).containsText("jobs.bulk");
            await("the operation")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> jobs().state(id).equals("CANCELLED"));
            visit.open("operations.xhtml");
            Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("tagged " + tag))
                    .first();
            assertThat(row).containsText("102");
            assertThat(page.locator("#audit")).containsText("bulk.cancel");
            visit.keep("operations-done");
            visit.assertNoTroubles();
        }
    }

    @Test
    void stopsAnOperation() {
        String tag = unique("stop");
        manyLater(tag, 30);
        String id = as(User.OPERATOR)
                .post(
                        Api.V1 + "/jobs:bulk",
                        Jobs.json(Map.of("action", "CANCEL", "filter", Map.of("tag", tag), "perSecond", 1)))
                .expect(202)
                .at("/id");
        try (Visit visit = visit(Screen.WIDE_DARK)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("operations.xhtml");
            visit.keep("operations-running");
            confirm(page, "Stop operation " + id.substring(id.length() - 8));

            assertThat(page.locator("#feedback")).containsText(Pattern.compile("stops after its chunk|is stopped"));
            jobs().in("CANCELLED", id);
            visit.assertNoTroubles();
        }
    }

    private static String manyLater(String tag, int count) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Map.of(
                    "type", "test.echo", "args", Map.of("text", "later"), "tags", List.of(tag), "delay", "PT1H"));
        }
        return as(User.OPERATOR)
                .post(Api.V1 + "/jobs:batch", Jobs.json(Map.of("jobs", all)))
                .expect(201)
                .at("/jobs/0/id");
    }

    private static Page.GetByRoleOptions link(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String later(String tag) {
        return jobs().submit("test.echo", Map.of("text", "later"), Map.of("tags", List.of(tag), "delay", "PT1H"));
    }

    private static void confirm(Page page, String label) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).click();
        page.locator("dialog[open] button[value=yes]").click();
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static String schedule(String name) {
        return one(Api.V1 + "/schedules", "/schedules", "name", name);
    }

    private static String queue(String name) {
        return one(Api.V1 + "/queues", "/queues", "name", name);
    }

    private static String type(String name) {
        return one(Api.V1 + "/job-types", "/jobTypes", "name", name).replaceAll("\"argsSchema\".*", "");
    }

    private static String node() {
        return one(Api.V1 + "/nodes", "/nodes", "live", "true");
    }

    private static String reject(String messageId) {
        return one(Api.V1 + "/rejects?limit=200", "/rejects", "messageId", messageId)
                .replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    /** The JSON of the entry whose field has this value; empty if there is none. */
    private static String one(String path, String list, String field, String value) {
        for (var entry : as(User.VIEWER).get(path).expect(200).json().at(list)) {
            if (entry.path(field).asText().equals(value)) {
                return entry.toString();
            }
        }
        return "";
    }
}
