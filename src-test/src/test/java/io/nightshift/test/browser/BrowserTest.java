package io.nightshift.test.browser;

import io.nightshift.test.browser.Visit.Screen;
import io.nightshift.test.deployed.DeployedTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A test of the deployed console in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest extends DeployedTest {

    @SuppressWarnings("NullAway.Init")
    private Chromium chromium;

    @BeforeAll
    void startBrowser() {
        chromium = new Chromium();
    }

    @AfterAll
    void endBrowser() {
        chromium.close();
    }

    Visit visit(Screen screen) {
        return new Visit(chromium.browser(), screen);
    }
}
