package io.nightshift.web.rest;

import static io.nightshift.web.rest.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch.Row;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.Test;

/** Whoever may only submit sees and cancels what they submitted; the rest does not exist for them. Everybody here is ada. */
class OwnJobsTest {

    private static final JobId OTHER = JobId.parse("0198c0de-0000-7000-8000-000000000002");
    private static final String PATH = "/jobs/" + Api.KNOWN;

    private final Api submitter = new Api("submitter");
    private final Api operator = new Api("submitter", "operator");

    @Test
    void searchesForOwnJobsOnly() {
        submitter.get("/jobs?type=a.b");
        operator.get("/jobs?type=a.b");

        assertThat(submitter.query.submitter()).isEqualTo("ada");
        assertThat(submitter.query.type()).isEqualTo("a.b");
        assertThat(operator.query.submitter()).isNull();
    }

    @Test
    void findsAnotherOnesJobNoMoreThanOneThatDoesNotExist() {
        submitter.job = job("bob");
        operator.job = job("bob");
        String unknown = text(submitterWithout().get(PATH));

        assertThat(submitter.get(PATH).getStatus()).isEqualTo(404);
        assertThat(text(submitter.get(PATH))).isEqualTo(unknown);
        assertThat(operator.get(PATH).getStatus()).isEqualTo(200);
        submitter.job = job("ada");
        assertThat(submitter.get(PATH).getStatus()).isEqualTo(200);
    }

    @Test
    void cancelsOwnJobsOnly() {
        submitter.rows.add(row(Api.KNOWN, "ada"));
        submitter.rows.add(row(OTHER, "bob"));
        operator.rows.add(row(OTHER, "bob"));

        assertThat(submitter.post("/jobs/" + OTHER + "/cancel", "").getStatus()).isEqualTo(404);
        assertThat(submitter.cancelled).isEmpty();
        assertThat(submitter.post(PATH + "/cancel", "").getStatus()).isEqualTo(200);
        assertThat(submitter.cancelled).containsExactly(Api.KNOWN);
        assertThat(operator.post("/jobs/" + OTHER + "/cancel", "").getStatus()).isEqualTo(200);
    }

    @Test
    void cancelsOwnJobsOnlyAmongMany() {
        submitter.rows.add(row(Api.KNOWN, "ada"));
        submitter.rows.add(row(OTHER, "bob"));

        JsonNode replies = json(submitter.post("/jobs:cancel", "{\"ids\":[\"" + OTHER + "\",\"" + Api.KNOWN + "\"]}"))
                .path("replies");

        assertThat(submitter.cancelled).containsExactly(Api.KNOWN);
        assertThat(replies.path(OTHER.toString()).asText()).isEqualTo("NOT_FOUND");
        assertThat(replies.path(Api.KNOWN.toString()).asText()).isEqualTo("CANCELLED");
    }

    @Test
    void tellsWhyOwnJobsWaitAndNothingOfWhoHoldsThemUp() {
        assertThat(submitter.get(PATH + "/why").getStatus()).isEqualTo(404);
        submitter.rows.add(row(Api.KNOWN, "bob"));
        assertThat(submitter.get(PATH + "/why").getStatus()).isEqualTo(404);

        submitter.rows.set(0, row(Api.KNOWN, "ada"));
        JsonNode own = json(submitter.get(PATH + "/why")).path("reasons").path(0);
        assertThat(own.path("jobs")).hasSize(1);
        assertThat(own.path("text").asText())
                .isEqualTo("It waits for job " + Api.KNOWN + " and job of another submitter.");
        JsonNode all = json(operator.get(PATH + "/why")).path("reasons").path(0);
        assertThat(all.path("jobs")).hasSize(2);
        assertThat(all.path("text").asText())
                .isEqualTo("It waits for job " + Api.KNOWN + " and job " + Api.OTHERS + ".");
    }

    @Test
    void hasTheLogOfOwnJobsOnly() {
        submitter.rows.add(row(Api.KNOWN, "bob"));
        assertThat(json(submitter.get(PATH + "/log")).path("lines")).isEmpty();

        submitter.rows.set(0, row(Api.KNOWN, "ada"));
        assertThat(json(submitter.get(PATH + "/log")).path("lines")).hasSize(1);
    }

    @Test
    void showsNoMaskedArguments() {
        operator.job = new JobSnapshot(
                Api.KNOWN,
                "masked",
                "default",
                5,
                JobState.READY,
                1,
                3,
                "{\"n\":\"4111\"}",
                List.of(),
                null,
                "bob",
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null);

        assertThat(json(operator.get(PATH)).at("/args/n").asText()).isEqualTo("***");
    }

    private static String text(MockHttpResponse response) {
        return json(response).toString();
    }

    private static Api submitterWithout() {
        return new Api("submitter");
    }

    private static Row row(JobId id, String submitter) {
        return new Row(
                id,
                "x",
                "default",
                5,
                JobState.READY,
                1,
                3,
                List.of(),
                null,
                submitter,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static JobSnapshot job(String submitter) {
        return new JobSnapshot(
                Api.KNOWN,
                "x",
                "default",
                5,
                JobState.READY,
                1,
                3,
                "{}",
                List.of(),
                null,
                submitter,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }
}
