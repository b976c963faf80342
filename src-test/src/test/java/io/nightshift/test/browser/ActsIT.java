package io.nightshift.test.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.nightshift.test.browser.Visit.Screen;
import io.nightshift.test.client.User;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No act that fails does so without a word. */
class ActsIT extends BrowserTest {

    private static final Pattern JOBS = Pattern.compile("jobs\\.xhtml");
    private static final String ERROR = "<?xml version='1.0' encoding='UTF-8'?><partial-response><error>"
            + "<error-name>%s</error-name><error-message>of the server</error-message></error></partial-response>";

    private final String queue = unique("failing");

    @Test
    void leadsToSignInAndBackWhenTheSessionIsOver() {
        String id = dead();
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = select(visit);
            page.context().clearCookies();

            retry(page);

            assertThat(page.locator("[role=alert]")).containsText("session has ended");
            assertThat(jobs().state(id)).isEqualTo("DEAD");
            visit.tryLogin(User.OPERATOR.user(), User.OPERATOR.password());
            page.waitForURL("**/jobs.xhtml?queue=" + queue);
        }
    }

    @Test
    void saysThatTheServerCannotBeReached() {
        assertSays(Route::abort, "cannot be reached");
    }

    @Test
    void saysThatTheServerMetAnError() {
        assertSays(
                route -> route.fulfill(new Route.FulfillOptions().setStatus(500).setBody("<html>")),
                "The server met an error (status 500)");
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        assertSays(
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setContentType("application/problem+json")
                        .setBody("{\"detail\":\"The database cannot be reached\"}")),
                "The database cannot be reached");
    }

    @Test
    void saysThatThePageHasExpired() {
        assertSays(xml(ERROR.formatted("class jakarta.faces.application.ViewExpiredException")), "expired");
    }

    @Test
    void saysThatTheServerAnsweredWithAnError() {
        assertSays(xml(ERROR.formatted("class java.lang.IllegalStateException")), "The server met an error");
    }

    @Test
    void saysThatTheSessionIsOverWhenAPageComesInsteadOfAnAnswer() {
        assertSays(
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!DOCTYPE html><title>Sign in<p>")),
                "Your session is over");
    }

    private void assertSays(Consumer<Route> answer, String words) {
        dead();
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            Page page = select(visit);
            page.route(JOBS, route -> {
                if (route.request().method().equals("POST")) {
                    answer.accept(route);
                } else {
                    route.resume();
                }
            });

            retry(page);

            assertThat(page.locator(".messages .msg-error")).containsText(words);
            assertThat(page.locator(".selection .ui-state-loading")).hasCount(0);
            Locator label = page.locator(".selection button").first();
            assertThat(label).isEnabled();
            assertThat(label.innerText()).isEqualTo("Retry");
            visit.keep("failed-act");
        }
    }

    private static Consumer<Route> xml(String body) {
        return route -> route.fulfill(
                new Route.FulfillOptions().setContentType("text/xml").setBody(body));
    }

    private String dead() {
        String id = jobs().submit("test.fail", Map.of(), Map.of("queue", queue));
        jobs().in("DEAD", id);
        return id;
    }

    private Page select(Visit visit) {
        Page page = visit.open("jobs.xhtml?queue=" + queue);
        page.locator("tbody [data-row]").first().check();
        return page;
    }

    private static void retry(Page page) {
        page.locator(".selection")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Retry").setExact(true))
                .click();
        page.locator("dialog[open] button[value=yes]").click();
    }
}
