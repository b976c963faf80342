package io.nightshift.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.job.JobState;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.Test;

class OperationsResourceTest {

    private final Api api = new Api("operator");

    @Test
    void countsUpToItsLimitAndSaysSo() {
        JsonNode count = Api.json(
                api.post("/jobs:count", "{\"action\":\"RETRY\",\"filter\":{\"state\":[\"DEAD\"],\"type\":\"a.b\"}}"));

        assertThat(count.path("count").asLong()).isEqualTo(10_000);
        assertThat(count.path("more").asBoolean()).isTrue();
        assertThat(api.operations.counted).containsExactly("RETRY [DEAD] a.b");
    }

    @Test
    void startsAnOperationAndSaysWhereItIs() {
        MockHttpResponse response = api.post("/jobs:bulk", """
                {"action": "MOVE", "filter": {"queue": "a", "from": "2026-01-01T00:00:00Z"}, "to": {"queue": "b", "priority": 2},
                 "perSecond": 50, "most": 7, "dryRun": true}""");

        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(response.getOutputHeaders().getFirst("Location").toString()).endsWith("/jobs/" + Api.KNOWN);
        assertThat(Api.json(response).path("id").asText()).isEqualTo(Api.KNOWN.toString());
        assertThat(api.operations.started)
                .containsExactly(new BulkRequest(
                        BulkAction.MOVE,
                        new BulkFilter(
                                List.of(), null, "a", null, null, null, Instant.parse("2026-01-01T00:00:00Z"), null),
                        new BulkTarget("b", 2),
                        50,
                        7L,
                        true));
    }

    @Test
    void saysWhatIsMissingOrWrong() throws Exception {
        assertThat(Api.json(api.post("/jobs:bulk", "{}")).path("violations")).hasSize(2);
        assertThat(api.post("/jobs:count", "{}").getStatus()).isEqualTo(400);
        assertThat(api.post("/jobs:bulk", "{\"action\":\"RETRY\",\"filter\":{\"status\":[\"DEAD\"]}}")
                        .getContentAsString())
                .contains("filter.status", "known are");
        assertThat(api.post("/jobs:bulk", "{\"action\":\"EXPLODE\",\"filter\":{}}")
                        .getStatus())
                .isEqualTo(400);
        assertThat(api.operations.started).isEmpty();
    }

    @Test
    void onlyAdminsDelete() throws Exception {
        String delete = "{\"action\":\"DELETE\",\"filter\":{\"state\":[\"SUCCEEDED\"]}}";

        MockHttpResponse refused = api.post("/jobs:bulk", delete);
        Api admin = new Api("admin");

        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString()).contains("admin");
        assertThat(api.operations.started).isEmpty();
        assertThat(admin.post("/jobs:bulk", delete).getStatus()).isEqualTo(202);
        assertThat(admin.operations.started.get(0).filter().state()).containsExactly(JobState.SUCCEEDED);
        assertThat(new Api("submitter").post("/jobs:bulk", delete).getStatus()).isEqualTo(403);
    }

    @Test
    void tellsHowFarAnOperationIs() {
        JsonNode one = Api.json(api.get("/operations/" + Api.KNOWN));

        assertThat(one.path("what").asText()).isEqualTo("jobs in queue a; to queue b");
        assertThat(one.path("state").asText()).isEqualTo("RUNNING");
        assertThat(one.path("reasons").path("RUNNING").asLong()).isEqualTo(1);
        assertThat(Api.json(api.get("/operations")).path("operations")).hasSize(1);
        assertThat(Api.json(api.get("/operations?limit=1")).path("next").asText())
                .isEqualTo(Api.KNOWN.toString());
        assertThat(api.get("/operations/0198c0de-0000-7000-8000-000000000009").getStatus())
                .isEqualTo(404);
    }
}
