package io.nightshift.test.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.nightshift.test.browser.Visit.Screen;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An administrator at the page of users, and a person at their own account. */
class UsersPageIT extends BrowserTest {

    private static final String USERS = Api.V1 + "/users";

    @Test
    void makesChangesAndRemovesAUser() {
        String name = unique("page");
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.ADMIN);
            Page page = visit.open("users.xhtml");

            page.locator("[id='making:name']").fill(name);
            page.getByLabel("viewer of the new user").check();
            page.locator("[id='making:make']").click();

            String secret = page.locator("[data-secret]").textContent();
            Api api = Api.as(name, secret, SharedServer.ports().http());
            assertThat(api.get(Jobs.PATH).status()).isEqualTo(200);

            row(page, name).getByLabel("operator of " + name).check();
            row(page, name).getByLabel("Save roles of " + name).click();
            assertThat(page.locator(".messages")).containsText("has other roles");
            assertThat(as(User.ADMIN).get(USERS).text()).contains(name);
            assertThat(api.post(Jobs.PATH, Jobs.body("test.echo", Map.of("text", "x"), Map.of()))
                            .status())
                    .isEqualTo(201);

            row(page, name).getByLabel("Switch off " + name).click();
            confirm(page);
            assertThat(row(page, name)).containsText("switched off");
            assertThat(api.get(Jobs.PATH).status()).isEqualTo(401);

            row(page, name).getByLabel("Remove " + name).click();
            confirm(page);
            assertThat(row(page, name)).hasCount(0);
            visit.assertNoTroubles();
        }
    }

    @Test
    void showsWhoGuessesAndLetsThemTryAgain() {
        String name = unique("guessed");
        Api wrong = Api.as(name, "wrong", SharedServer.ports().http());
        for (int i = 0; i < 10; i++) {
            wrong.get(Jobs.PATH);
        }
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.ADMIN);
            Page page = visit.open("users.xhtml");
            Locator slowed = page.locator("[data-slowed='" + name + "']");
            assertThat(slowed).containsText("127.0.0.1");

            slowed.getByLabel("Clear " + name).click();

            assertThat(slowed).hasCount(0);
            assertThat(wrong.get(Jobs.PATH).status()).isEqualTo(401);
            visit.assertNoTroubles();
        }
    }

    @Test
    void isForAdministratorsOnly() {
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.login(User.OPERATOR);
            assertThat(visit.page().locator("nav a[href$='users.xhtml']")).hasCount(0);

            var answer = visit.page().navigate("/nightshift/users.xhtml");

            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @Test
    void letsAPersonChooseAPassword() {
        String name = unique("own");
        String first = as(User.ADMIN)
                .post(USERS, Jobs.json(Map.of("name", name, "roles", List.of("viewer"))))
                .expect(201)
                .at("/secret");
        String chosen = "some words in a row";
        try (Visit visit = visit(Screen.WIDE_LIGHT)) {
            visit.open("account.xhtml");
            visit.tryLogin(name, first);
            Page page = visit.page();
            assertThat(page.locator("h1")).hasText("Your account");

            page.getByLabel("Present password").fill(first);
            page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                    .fill(chosen);
            page.getByLabel("New password again").fill(chosen);
            page.getByText("Change password").click();

            assertThat(page.locator(".messages")).containsText("Your password is changed");
            visit.open("nodes.xhtml");
            assertThat(page.locator("h1")).hasText("Nodes");
            assertThat(Api.as(name, chosen, SharedServer.ports().http())
                            .get(Jobs.PATH)
                            .status())
                    .isEqualTo(200);
            visit.assertNoTroubles();
        }
    }

    private static Locator row(Page page, String name) {
        return page.locator("[data-user='" + name + "']");
    }

    private static void confirm(Page page) {
        page.locator("#confirm [value=yes]").click();
    }
}
