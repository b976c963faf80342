package io.nightshift.test.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.BoundingBox;
import io.nightshift.test.browser.Visit.Screen;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.User;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages follow what happens elsewhere, and say how old they are when they cannot. */
class LiveIT extends BrowserTest {

    private static final double PATIENCE = 20_000;
    private static final String TICK = "**/live/tick";

    /** Keeps the web sockets of a page where a test finds them. */
    private static final String WATCH_SOCKETS = """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
              constructor(url) { super(url); window.sockets.push(this); }
            };
            """;

    @Test
    void showsANumberThatChangedElsewhereByTheSocketAlone() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.VIEWER);
            visit.page().route(TICK, Route::abort);
            Page page = visit.open("index.xhtml");
            page.evaluate("document.getElementById('overview').removeAttribute('data-refresh')");
            assertIs("live", page);
            Locator dead = page.locator("[data-live=dead]").first();
            String before = dead.textContent();

            jobs().in("DEAD", jobs().submit("test.fail", Map.of()));

            assertThat(dead).not().hasText(before, new HasTextOptions().setTimeout(PATIENCE));
        }
    }

    @Test
    void showsARowThatChangedElsewhereByTheSocketAlone() {
        String queue = unique("followed");
        jobs().ended(jobs().submit("test.echo", Map.of("text", "makes the queue"), Map.of("queue", queue)));
        as(User.OPERATOR).post(Api.V1 + "/queues/" + queue + "/pause", "").expect(200);
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.VIEWER);
            visit.page().route(TICK, Route::abort);
            Page page = visit.open("queues.xhtml");
            Locator ready = page.locator("[data-row-of='" + queue + "'][data-paused=true] [data-part=ready]");
            // The page shows the last snapshot, which may be older than the queue.
            await("the queue").atMost(Duration.ofSeconds(20)).until(() -> {
                page.reload();
                return ready.count() == 1;
            });

            jobs().submit("test.echo", Map.of("text", "waits"), Map.of("queue", queue));

            assertThat(ready).hasText("1", new HasTextOptions().setTimeout(PATIENCE));
        } finally {
            as(User.OPERATOR).post(Api.V1 + "/queues/" + queue + "/resume", "").expect(200);
        }
    }

    @Test
    void tellsOfNewerJobsWithoutCoveringTheHeadOfTheTable() {
        String queue = unique("newer");
        Map<String, ?> later = Map.of("queue", queue, "delay", "PT1H");
        jobs().submit("test.echo", Map.of("text", "older"), later);
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.VIEWER);
            visit.page().route(TICK, Route::abort);
            Page page = visit.open("jobs.xhtml?queue=" + queue);
            double top = box(page, "main thead").y;

            jobs().submit("test.echo", Map.of("text", "newer"), later);

            Locator pill = page.locator("[data-fresh]");
            assertThat(pill).containsText("1 new", new ContainsTextOptions().setTimeout(PATIENCE));
            assertThat(pill).isVisible();
            visit.keep("jobs-newer");
            BoundingBox shown = box(page, "[data-fresh]");
            assertThat(shown.y + shown.height).isLessThanOrEqualTo(top);
            assertThat(box(page, "main thead").y).as("no row jumps").isEqualTo(top);
            assertThat(page.locator("main tbody tr")).hasCount(1);
            pill.click();
            assertThat(page.locator("main tbody tr")).hasCount(2);
        }
    }

    /** As when a server hangs: connections stay, and nothing is answered. */
    @Test
    void saysThatItIsOldThenThatNobodyAnswersAndComesBack() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.page().addInitScript(WATCH_SOCKETS);
            visit.login(User.VIEWER);
            Page page = visit.open("queues.xhtml");
            assertIs("live", page);
            visit.keep("live");

            page.route(TICK, route -> {});
            page.evaluate("window.sockets.forEach(socket => { socket.onmessage = null; })");

            assertIs("stale", page);
            assertThat(page.locator(".live")).containsText("old");
            visit.keep("live-stale");
            assertIs("away", page);
            assertThat(page.locator(".live")).containsText("cannot be reached");
            assertThat(page.locator(".messages")).containsText("The server cannot be reached");
            visit.keep("live-away");

            page.unroute(TICK);
            assertIs("live", page);
            assertThat(page.locator(".messages").getByText("The server cannot be reached"))
                    .hasCount(0);
        }
    }

    @Test
    void opensTheSocketAgainAfterFacesHasGivenItUp() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.page().addInitScript(WATCH_SOCKETS);
            visit.login(User.VIEWER);
            Page page = visit.open("queues.xhtml");
            awaitTrue(page, "window.sockets.length === 1 && window.sockets[0].readyState === 1");

            page.evaluate("faces.push.close('live')");

            awaitTrue(page, "window.sockets.length > 1 && window.sockets.at(-1).readyState === 1");
            assertIs("live", page);
        }
    }

    @Test
    void saysThatTheSessionIsOverAndLeadsBack() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.VIEWER);
            Page page = visit.open("jobs.xhtml?state=DEAD");
            assertIs("live", page);

            page.context().clearCookies();
            page.evaluate("faces.push.close('live')");

            assertIs("over", page);
            visit.keep("live-over");
            page.locator(".messages a").click();
            visit.tryLogin(User.VIEWER.user(), User.VIEWER.password());
            page.waitForURL("**/jobs.xhtml?state=DEAD");
        }
    }

    @Test
    void showsNothingNewWhileItIsStoppedAndGoesOn() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.page().addInitScript(WATCH_SOCKETS);
            visit.login(User.VIEWER);
            Page page = visit.open("queues.xhtml");
            assertIs("live", page);

            page.locator(".live").click();
            assertIs("paused", page);
            awaitTrue(page, "window.sockets.at(-1).readyState === 3");

            page.locator(".live").click();
            assertIs("live", page);
            awaitTrue(page, "window.sockets.at(-1).readyState === 1");
            visit.assertNoTroubles();
        }
    }

    /** By asking again: the page's policy lets no text become a script that waits there. */
    private static void awaitTrue(Page page, String condition) {
        await(condition).until(() -> Boolean.TRUE.equals(page.evaluate(condition)));
    }

    private static BoundingBox box(Page page, String selector) {
        Locator part = page.locator(selector);
        assertThat(part).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
        return part.boundingBox();
    }

    private static void assertIs(String state, Page page) {
        assertThat(page.locator(".live"))
                .hasAttribute("data-is", state, new HasAttributeOptions().setTimeout(PATIENCE));
    }
}
