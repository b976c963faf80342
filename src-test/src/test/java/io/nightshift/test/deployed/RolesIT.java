package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Console;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.deployed.ApiDocument.Call;
import io.nightshift.test.server.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may do what, for every call that the API's own description names. */
class RolesIT extends DeployedTest {

    @Test
    void letsNobodyInWithoutAName() {
        assertThat(calls()).isNotEmpty().allSatisfy(call -> {
            Reply reply = ask(anonymous(), call);
            assertThat(reply.status()).as("%s", call).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).startsWith("Basic");
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        });
    }

    @Test
    void letsNobodyInWithAWrongPassword() {
        Api wrong = Api.as(User.ADMIN.user(), "wrong", SharedServer.ports().http());

        assertThat(wrong.get(Jobs.PATH).status()).isEqualTo(401);
        assertThat(Api.as("nobody", "", SharedServer.ports().http())
                        .get(Jobs.PATH)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesEveryRoleThatACallDoesNotName() {
        for (Call call : calls()) {
            for (User user : User.values()) {
                Reply reply = ask(as(user), call);
                if (call.roles().contains(user.role())) {
                    assertThat(reply.status()).as("%s as %s", call, user).isNotIn(0, 401, 403, 405, 500);
                } else {
                    assertThat(reply.status()).as("%s as %s", call, user).isEqualTo(403);
                }
            }
        }
    }

    /** The description alone could be wrong in the same way as the code. */
    @Test
    void refusesWhatEachRoleMustNotDo() {
        String job = Jobs.body("test.echo", Map.of("text", "x"), Map.of());
        String id = jobs().submit("test.echo", Map.of("text", "roles"));

        assertThat(as(User.VIEWER).post(Jobs.PATH, job).status()).isEqualTo(403);
        assertThat(as(User.VIEWER).post(Jobs.PATH + "/" + id + "/cancel", "").status())
                .isEqualTo(403);
        assertThat(as(User.VIEWER).get(Jobs.PATH + "/" + id).status()).isEqualTo(200);
        assertThat(as(User.SUBMITTER).post(Jobs.PATH, job).status()).isEqualTo(201);
        assertThat(as(User.SUBMITTER).post(Jobs.PATH + "/" + id + "/retry", "").status())
                .isEqualTo(403);
        assertThat(as(User.SUBMITTER).get(Api.V1 + "/rejects").status()).isEqualTo(403);
        assertThat(as(User.OPERATOR)
                        .put(Api.V1 + "/bindings/some.queue", "{\"type\": \"test.echo\"}")
                        .status())
                .isEqualTo(403);
        assertThat(as(User.OPERATOR)
                        .put(Api.V1 + "/queues/test/concurrency", "{\"perNode\": 3}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void pagesNeedALogin() {
        for (String page : List.of("/nightshift/", "/nightshift/jobs.xhtml", "/nightshift/index.xhtml")) {
            Reply reply = anonymous().get(page);

            assertThat(reply.text()).as(page).doesNotContain("data-job");
            assertThat(reply.status()).as(page).isIn(200, 302, 401, 403);
            if (reply.status() == 200) {
                assertThat(reply.text()).as(page).contains("j_password");
            }
        }
    }

    /** Which page needs which role, said a second time. */
    @Test
    void pagesAllowWhatTheTableSays() {
        Set<User> all = EnumSet.allOf(User.class);
        Set<User> seeing = EnumSet.of(User.VIEWER, User.OPERATOR, User.ADMIN);
        Set<User> steering = EnumSet.of(User.OPERATOR, User.ADMIN);
        Map<String, Set<User>> pages = Map.ofEntries(
                Map.entry("jobs.xhtml", all),
                Map.entry("account.xhtml", all),
                Map.entry("submit.xhtml", EnumSet.of(User.SUBMITTER, User.OPERATOR, User.ADMIN)),
                Map.entry("index.xhtml", seeing),
                Map.entry("schedules.xhtml", seeing),
                Map.entry("schedule.xhtml", seeing),
                Map.entry("queues.xhtml", seeing),
                Map.entry("types.xhtml", seeing),
                Map.entry("rejects.xhtml", seeing),
                Map.entry("nodes.xhtml", seeing),
                Map.entry("operations.xhtml", steering),
                Map.entry("operation.xhtml?action=RETRY&type=test.echo", steering),
                Map.entry("users.xhtml", EnumSet.of(User.ADMIN)));
        for (User user : User.values()) {
            Console console = new Console(SharedServer.ports().http());
            console.signIn(user.user(), user.password());
            String menu = console.get("/nightshift/account.xhtml").expect(200).text();
            pages.forEach((page, users) -> {
                int status = console.get("/nightshift/" + page).status();
                // Everybody arrives at the overview; who may not see it is led on.
                int refused = page.equals("index.xhtml") ? 302 : 403;
                assertThat(status).as("%s as %s", page, user).isEqualTo(users.contains(user) ? 200 : refused);
                boolean entry = !page.startsWith("operation.") && !page.equals("schedule.xhtml");
                assertThat(menu.contains("href=\"/nightshift/" + page + "\" title="))
                        .as("the menu of %s has %s", user, page)
                        .isEqualTo(entry && (page.equals("account.xhtml") || users.contains(user)));
            });
        }
    }

    @Test
    void submittersSeeAndCancelTheirOwnJobsOnly() {
        Api submitter = as(User.SUBMITTER);
        String tag = unique("own");
        Map<String, Object> later = Map.of("tags", List.of(tag), "delay", "PT2H");
        String foreign = jobs().submit("test.echo", Map.of("text", "foreign"), later);
        String own = new Jobs(submitter).submit("test.echo", Map.of("text", "own"), later);
        Console console = new Console(SharedServer.ports().http());
        console.signIn(User.SUBMITTER.user(), User.SUBMITTER.password());

        assertThat(new Jobs(submitter).list("tag=" + tag)).containsExactly(own);
        assertThat(jobs().list("tag=" + tag)).containsExactly(own, foreign);
        assertThat(submitter.get(Jobs.PATH + "/" + foreign).status()).isEqualTo(404);
        assertThat(submitter.get(Jobs.PATH + "/" + foreign + "/why").status()).isEqualTo(404);
        assertThat(submitter.post(Jobs.PATH + "/" + foreign + "/cancel", "").status())
                .isEqualTo(404);
        assertThat(submitter
                        .post(Api.V1 + "/jobs:cancel", Jobs.json(Map.of("ids", List.of(foreign))))
                        .expect(200)
                        .at("/replies/" + foreign))
                .isEqualTo("NOT_FOUND");
        assertThat(console.get("/nightshift/jobs.xhtml?tag=" + tag).text())
                .contains("data-id=\"" + own)
                .doesNotContain("data-id=\"" + foreign);
        assertThat(console.get("/nightshift/job.xhtml?id=" + foreign).status()).isEqualTo(404);
        assertThat(console.get("/nightshift/job.xhtml?id=" + own).text()).contains("Cancel this job?");
        assertThat(console.get("/nightshift/live/job?id=" + foreign).status()).isEqualTo(404);
        assertThat(console.get("/nightshift/live/jobs?id=" + foreign).text()).doesNotContain(foreign);
        assertThat(console.get("/nightshift/live/tick").expect(200).text())
                .contains("age")
                .doesNotContain("dead");
        assertThat(jobs().state(foreign)).isEqualTo("SCHEDULED");
        submitter.post(Jobs.PATH + "/" + own + "/cancel", "").expect(200);
        jobs().cancel(foreign);
    }

    private static List<Call> calls() {
        return ApiDocument.parse(as(User.VIEWER)
                        .get(Api.V1 + "/openapi.yaml")
                        .expect(200)
                        .text())
                .calls();
    }

    private static Reply ask(Api api, Call call) {
        return api.send(api.request(Api.V1 + call.path())
                .header("Content-Type", "application/json")
                .method(
                        call.method(),
                        call.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .build());
    }
}
