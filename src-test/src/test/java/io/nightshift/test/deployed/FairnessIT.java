package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose job is next, asked from outside. */
class FairnessIT extends DeployedTest {

    private static final Map<String, Integer> SHORT = Map.of("millis", 30);

    /** One at a time, so that the order is the order of the ends. */
    @Test
    void theManyJobsOfOneTenantDoNotKeepAnothersOneWaiting() {
        String queue = unique("fair");
        String small = unique("small");
        String blocker = jobs().submit("test.sleep", Map.of("millis", 2_000), Map.of("queue", queue));
        jobs().in("RUNNING", blocker);
        as(User.ADMIN)
                .put(Api.V1 + "/queues/" + queue + "/concurrency", "{\"perNode\": 1}")
                .expect(200);
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Map.of("type", "test.sleep", "args", SHORT, "queue", queue, "tenant", "large", "priority", 0));
        }
        List<String> ofLarge = as(User.OPERATOR)
                .post(Api.V1 + "/jobs:batch", Jobs.json(Map.of("jobs", many)))
                .expect(201)
                .json()
                .findValuesAsText("id");
        String ofSmall = jobs().submit("test.sleep", SHORT, Map.of("queue", queue, "tenant", small, "priority", 9));

        Reply why = as(User.OPERATOR).get(Jobs.PATH + "/" + ofSmall + "/why").expect(200);
        Instant end = Instant.parse(jobs().ended(ofSmall).at("/finishedAt"));
        Instant last =
                Instant.parse(jobs().ended(ofLarge.get(ofLarge.size() - 1)).at("/finishedAt"));

        assertThat(why.text()).contains("tenants of queue " + queue + " take turns");
        assertThat(end).isBefore(last);
        assertThat(jobs().list("tenant=" + small)).containsExactly(ofSmall);
        assertThat(jobs().find(ofSmall).at("/tenant")).isEqualTo(small);
    }

    @Test
    void anOperatorWeighsQueues() {
        String queue = unique("weight");
        jobs().submit("test.echo", Map.of("text", "x"), Map.of("queue", queue));
        String path = Api.V1 + "/queues/" + queue;

        assertThat(as(User.OPERATOR).get(path).expect(200).at("/weight")).isEqualTo("1");
        assertThat(as(User.OPERATOR)
                        .put(path + "/weight", "{\"weight\": 7}")
                        .expect(200)
                        .at("/weight"))
                .isEqualTo("7");
        as(User.OPERATOR).put(path + "/weight", "{\"weight\": 0}").expect(400);
        as(User.OPERATOR).put(path + "/weight", "{\"weight\": 101}").expect(400);
        as(User.VIEWER).put(path + "/weight", "{\"weight\": 2}").expect(403);
    }
}
