package io.nightshift.test.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.nightshift.test.browser.Visit.Screen;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConsoleIT extends BrowserTest {

    private static final double PATIENCE = 20_000;

    @Test
    void letsInWhoKnowsThePasswordAndTellsWhoDoesNot() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.open("jobs.xhtml");

            visit.tryLogin(User.OPERATOR.user(), "not the password");
            assertThat(visit.page().locator("[role=alert]")).containsText("wrong");

            visit.tryLogin(User.OPERATOR.user(), User.OPERATOR.password());
            assertThat(visit.page().locator("body")).containsText(User.OPERATOR.user());
            visit.assertNoTroubles();
        }
    }

    @Test
    void letsNobodyInAfterSigningOut() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.VIEWER);

            visit.page().click("form[action$=logout] button");
            visit.open("jobs.xhtml");

            assertThat(visit.page().locator("input[name=j_password]")).isVisible();
        }
    }

    @Test
    void submitsAJobAndShowsItsProgressToTheEndWithoutAReload() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("submit.xhtml?type=test.progress");
            assertThat(page.locator(".types")).containsText("csv.import");
            assertThat(page.locator(".types")).not().containsText("jobs.bulk");
            page.getByLabel(Pattern.compile("^steps", Pattern.CASE_INSENSITIVE)).fill("40");
            page.getByLabel(Pattern.compile("^step ?millis", Pattern.CASE_INSENSITIVE))
                    .fill("150");
            visit.keep("submit-filled");

            press(page, "Submit job");

            page.waitForURL(Pattern.compile("job\\.xhtml\\?id="));
            page.evaluate("window.stayed = true");
            Locator chip = page.locator("main .chip").first();
            assertThat(chip).hasText("RUNNING", new HasTextOptions().setTimeout(PATIENCE));
            assertThat(page.locator("main")
                            .getByText(Pattern.compile("\\b[1-9]\\d? ?%|[1-9]\\d* ?(/|of) ?40"))
                            .first())
                    .isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
            visit.keep("job-running");
            assertThat(chip).hasText("SUCCEEDED", new HasTextOptions().setTimeout(PATIENCE));
            assertThat(page.locator("main")).containsText("\"steps\"");
            assertThat(page.evaluate("window.stayed === true")).isEqualTo(true);
            visit.keep("job-succeeded");
            visit.assertNoTroubles();
        }
    }

    /** Of a price of 1.10 the browser's own numbers would leave 1.1. */
    @Test
    void theFormSendsNumbersWithTheDigitsThatWereTyped() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("submit.xhtml?type=test.value");
            page.getByLabel("Amount", new Page.GetByLabelOptions().setExact(true))
                    .fill("1.10");
            page.locator("button[data-mode=json]").click();
            assertThat(page.locator("textarea[data-args]")).hasValue(Pattern.compile("\"amount\": 1\\.10\\b"));
            page.locator("button[data-mode=form]").click();

            press(page, "Submit job");

            page.waitForURL(Pattern.compile("job\\.xhtml\\?id="));
            String id = page.url().replaceAll(".*id=([0-9a-f-]+).*", "$1");
            assertThat(jobs().find(id).text()).contains("\"args\":{\"amount\":1.10}");
            visit.assertNoTroubles();
        }
    }

    @Test
    void showsWhatIsWrongWithARequest() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("submit.xhtml?type=test.progress");
            page.locator("button[data-mode=json]").click();
            page.locator("textarea[data-args]").fill("{\"steps\": 5000, \"stepMillis\": 10, \"colour\": 1}");

            press(page, "Submit job");

            assertThat(page.locator("main")).containsText("1000");
            assertThat(page.url()).contains("submit.xhtml");
            visit.keep("submit-refused");
            visit.assertNoTroubles();
        }
    }

    @Test
    void retriesADeadJob() throws IOException {
        Path repaired = SharedServer.folder().resolve(unique("repaired"));
        String id = jobs().submit("test.fail", Map.of("unlessExists", repaired.toString()));
        jobs().in("DEAD", id);
        Files.writeString(repaired, "");
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = visit.open("job.xhtml?id=" + id);
            Locator chip = page.locator("main .chip").first();
            assertThat(chip).hasText("DEAD");
            assertThat(page.locator("main")).containsText("planned failure for good");
            visit.keep("job-dead");

            press(page, "Retry");
            page.locator("dialog[open] button[value=yes]").click();

            assertThat(chip).hasText("SUCCEEDED", new HasTextOptions().setTimeout(PATIENCE));
            visit.assertNoTroubles();
        }
    }

    @Test
    void findsJobsByFiltersThatAreInTheAddress() {
        String tag = unique("filter");
        String queue = unique("lane");
        String id = jobs().submit("test.echo", Map.of("text", "find me"), Map.of("tags", List.of(tag), "queue", queue));
        jobs().ended(id);
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.VIEWER);

            Page page = visit.open("jobs.xhtml?queue=" + queue);

            assertThat(page.locator("main tbody tr")).hasCount(1);
            page.locator("main tbody tr a").first().click();
            page.waitForURL(Pattern.compile("job\\.xhtml\\?.*id=" + id));
            visit.assertNoTroubles();
        }
    }

    /** What people write is text on every page: no script of theirs runs. */
    @Test
    void showsForeignTextAsText() {
        String script = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>#{7*7}";
        String id = jobs().submit("test.echo", Map.of("text", script));
        jobs().ended(id);
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.page().onDialog(dialog -> {
                throw new AssertionError("A script of a caller ran: " + dialog.message());
            });
            visit.login(User.OPERATOR);

            for (String path : List.of(
                    "job.xhtml?id=" + id,
                    "jobs.xhtml?type=test.echo",
                    "jobs.xhtml?text=" + "%3Cscript%3Ealert(3)%3C%2Fscript%3E")) {
                Page page = visit.open(path);
                assertThat(page.locator("h1").first()).isVisible();
                assertThat(page.locator("img[src=x]").count()).isZero();
            }
            visit.assertNoTroubles();
        }
    }

    @Test
    void offersAViewerNothingThatChangesAnything() {
        String id = jobs().submit("test.fail", Map.of());
        jobs().in("DEAD", id);
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.VIEWER);

            Page page = visit.open("job.xhtml?id=" + id);

            assertThat(page.locator("main .chip").first()).hasText("DEAD");
            assertThat(page.getByText("Retry", new Page.GetByTextOptions().setExact(true))
                            .count())
                    .isZero();
            assertThat(page.locator("a[href$='submit.xhtml']").count()).isZero();
            visit.assertNoTroubles();
        }
    }

    private static void press(Page page, String button) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
