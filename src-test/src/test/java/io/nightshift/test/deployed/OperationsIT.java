package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All jobs that match a filter, steered by one request. */
class OperationsIT extends DeployedTest {

    private static final String COUNT = Api.V1 + "/jobs:count";
    private static final String BULK = Api.V1 + "/jobs:bulk";

    @Test
    void countsTriesAndRetriesAllThatAreDead() throws IOException {
        String tag = unique("dead");
        Path repaired = SharedServer.folder().resolve(unique("repaired"));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(jobs().submit(
                            "test.fail", Map.of("unlessExists", repaired.toString()), Map.of("tags", List.of(tag))));
        }
        ids.forEach(id -> jobs().in("DEAD", id));
        Map<String, Object> filter = Map.of("state", List.of("DEAD"), "tag", tag);

        Reply count = as(User.OPERATOR).post(COUNT, Jobs.json(Map.of("filter", filter)));
        assertThat(count.expect(200).at("/count")).isEqualTo("7");
        assertThat(count.at("/more")).isEqualTo("false");

        Reply tried = finished(Map.of("action", "RETRY", "filter", filter, "dryRun", true));
        assertThat(tried.at("/result/done")).isEqualTo("7");
        assertThat(ids).allSatisfy(id -> assertThat(jobs().state(id)).isEqualTo("DEAD"));

        Files.writeString(repaired, "");
        Reply done = finished(Map.of("action", "RETRY", "filter", filter, "most", 5));
        assertThat(done.at("/queue")).isEqualTo("maintenance");
        assertThat(done.at("/result/matched")).isEqualTo("5");
        assertThat(ids.subList(0, 5)).allSatisfy(id -> jobs().in("SUCCEEDED", id));
        assertThat(ids.subList(5, 7))
                .allSatisfy(id -> assertThat(jobs().state(id)).isEqualTo("DEAD"));
        Reply operation =
                as(User.OPERATOR).get(Api.V1 + "/operations/" + done.at("/id")).expect(200);
        assertThat(operation.at("/who")).isEqualTo(User.OPERATOR.user());
        assertThat(operation.at("/what")).contains("DEAD", tag, "at most 5");
        assertThat(operation.at("/done")).isEqualTo("5");
        assertThat(as(User.ADMIN).get(Api.V1 + "/audit").expect(200).text())
                .contains("bulk.retry", "bulk.end", done.at("/id"), "5 matched, 5 done");
    }

    @Test
    void movesCancelsAndDeletes() {
        String tag = unique("waiting");
        String queue = unique("moved");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(jobs().submit("test.echo", Map.of("text", "x"), Map.of("tags", List.of(tag), "delay", "PT10M")));
        }
        Map<String, Object> filter = Map.of("tag", tag);

        finished(Map.of("action", "MOVE", "filter", filter, "to", Map.of("queue", queue, "priority", 1)));
        assertThat(jobs().list("queue=" + queue)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(jobs().find(ids.get(0)).at("/priority")).isEqualTo("1");

        finished(Map.of("action", "CANCEL", "filter", filter));
        assertThat(ids).allSatisfy(id -> assertThat(jobs().state(id)).isEqualTo("CANCELLED"));

        Map<String, Object> delete = Map.of("action", "DELETE", "filter", filter);
        assertThat(as(User.OPERATOR).post(BULK, Jobs.json(delete)).status()).isEqualTo(403);
        String id = as(User.ADMIN).post(BULK, Jobs.json(delete)).expect(202).at("/id");
        assertThat(jobs().ended(id).at("/result/done")).isEqualTo("3");
        assertThat(ids)
                .allSatisfy(gone -> assertThat(jobs().find(gone).status()).isEqualTo(404));
    }

    @Test
    void stopsBetweenTwoChunksAndGoesOnWhenRetried() {
        String tag = unique("slow");
        for (int i = 0; i < 4; i++) {
            jobs().submit("test.echo", Map.of("text", "x"), Map.of("tags", List.of(tag), "delay", "PT10M"));
        }
        String id = started(Map.of("action", "CANCEL", "filter", Map.of("tag", tag), "perSecond", 1));
        org.awaitility.Awaitility.await()
                .until(() -> !as(User.OPERATOR)
                        .get(Api.V1 + "/operations/" + id)
                        .at("/done")
                        .equals("0"));

        jobs().cancel(id);
        jobs().in("CANCELLED", id);
        int left = jobs().list("state=SCHEDULED&tag=" + tag).size();
        assertThat(left).isBetween(1, 3);

        jobs().retry(id).expect(200);
        assertThat(jobs().in("SUCCEEDED", id).at("/result/done")).isEqualTo("4");
        assertThat(jobs().list("state=SCHEDULED&tag=" + tag)).isEmpty();
    }

    @Test
    void nobodyGetsAroundTheRolesBySubmittingSuchAJob() {
        String id = jobs().submit("test.echo", Map.of("text", "stays"), Map.of("delay", "PT10M"));

        String operation = Jobs.body(
                "jobs.bulk",
                Map.of("action", "CANCEL", "filter", Map.of("type", "test.echo"), "dryRun", false),
                Map.of());
        as(User.SUBMITTER).post(Jobs.PATH, operation).expect(403);

        Reply submitted = as(User.OPERATOR).post(Jobs.PATH, operation).expect(201);
        Reply ended = jobs().ended(submitted.at("/id"));
        assertThat(ended.at("/state")).isEqualTo("DEAD");
        assertThat(ended.at("/errors/0/message")).contains("Nobody has started this operation");
        assertThat(jobs().state(id)).isEqualTo("SCHEDULED");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(as(User.OPERATOR)
                        .post(BULK, Jobs.json(Map.of("action", "RETRY", "filter", Map.of())))
                        .expect(400)
                        .text())
                .contains("must name at least one");
        assertThat(as(User.OPERATOR)
                        .post(BULK, Jobs.json(Map.of("action", "MOVE", "filter", Map.of("queue", "a"))))
                        .expect(400)
                        .text())
                .contains("must name a queue, a priority, or both");
    }

    private static String started(Map<String, Object> request) {
        return as(User.OPERATOR).post(BULK, Jobs.json(request)).expect(202).at("/id");
    }

    private static Reply finished(Map<String, Object> request) {
        return jobs().in("SUCCEEDED", started(request));
    }
}
