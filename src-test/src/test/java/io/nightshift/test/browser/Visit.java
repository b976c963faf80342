package io.nightshift.test.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.nightshift.test.client.User;
import io.nightshift.test.server.Place;
import io.nightshift.test.server.SharedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One person at one screen. Remembers everything that went wrong in the browser. */
final class Visit implements AutoCloseable {

    /** Reports what the policy forbade; set before any script of a page runs. */
    private static final String WATCH_POLICY = """
            document.addEventListener('securitypolicyviolation', e =>
                console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber));
            """;

    /** A page that is not there, and is asked for to see how that looks. */
    static final String MISSING = "no-such-page.xhtml";

    private final BrowserContext context;
    private final Page page;
    private final Screen screen;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    /** What the person looks at. */
    enum Screen {
        WIDE_LIGHT(1280, 900, ColorScheme.LIGHT),
        WIDE_DARK(1280, 900, ColorScheme.DARK),
        PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
        PHONE_DARK(390, 844, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme colours;

        Screen(int width, int height, ColorScheme colours) {
            this.width = width;
            this.height = height;
            this.colours = colours;
        }
    }

    Visit(Browser browser, Screen screen) {
        this.screen = screen;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(screen.colours)
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setBaseURL("http://127.0.0.1:" + SharedServer.ports().http()));
        context.setDefaultTimeout(15_000);
        context.addInitScript(WATCH_POLICY);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // The browser itself calls a page that is not there an error.
            if (message.type().equals("error") && !message.location().contains(MISSING)) {
                troubles.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> troubles.add(page.url() + ": " + error));
        page.onResponse(response -> {
            if (response.status() >= 500) {
                troubles.add(response.status() + " of " + response.url());
            }
        });
    }

    Page page() {
        return page;
    }

    Page open(String path) {
        page.navigate("/nightshift/" + path);
        return page;
    }

    Visit login(User user) {
        open("");
        tryLogin(user.user(), user.password());
        page.waitForSelector("h1:has-text('Overview')");
        return this;
    }

    void tryLogin(String name, String password) {
        page.fill("input[name=j_username]", name);
        page.fill("input[name=j_password]", password);
        page.click("button:has-text('Sign in')");
    }

    /** Keeps what is on the screen, below {@code target/screenshots}. */
    Visit keep(String name) {
        Path file = Place.target("screenshots")
                .resolve(name + "-"
                        + screen.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return this;
    }

    void assertNothingSticksOut() {
        Object width = page.evaluate("document.documentElement.scrollWidth");
        assertThat(((Number) width).intValue())
                .as("width of %s on a screen of %d", page.url(), screen.width)
                .isLessThanOrEqualTo(screen.width);
    }

    void assertNoTroubles() {
        assertThat(troubles).as("errors in the browser").isEmpty();
    }

    @Override
    public void close() {
        // What a test answers itself must not be asked once the page is gone.
        page.unrouteAll();
        context.close();
    }
}
