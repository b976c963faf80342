package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.deployed.ApiDocument.Call;
import io.nightshift.test.server.SharedServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
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
