package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleIT extends DeployedTest {

    private static final String PATH = Api.V1 + "/schedules";

    /** I8: every instant of the rule has one record, and one job if it fired. */
    @Test
    void firesEachInstantExactlyOnce() {
        String queue = unique("every-second");
        Reply schedule = create(Map.of("cron", "* * * * * *", "queue", queue, "overlap", "ALLOW"));
        String id = schedule.at("/id");
        await("five fires").atMost(Duration.ofSeconds(30)).until(() -> fires(id).size() >= 5);

        as(User.OPERATOR).post(PATH + "/" + id + "/pause", "").expect(200);
        // A tick that had the row when the pause came may still record its instant.
        List<JsonNode> fires = await("no more fires")
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> fires(id), new Unchanged());

        List<Instant> instants = fires.stream()
                .map(fire -> Instant.parse(fire.at("/fireAt").asText()))
                .toList();
        for (int i = 1; i < instants.size(); i++) {
            assertThat(instants.get(i - 1)).isEqualTo(instants.get(i).plusSeconds(1));
        }
        List<String> fired = fires.stream()
                .filter(fire -> fire.at("/result").asText().equals("FIRED"))
                .map(fire -> fire.at("/jobId").asText())
                .toList();
        assertThat(fires)
                .allSatisfy(fire -> assertThat(fire.at("/result").asText()).isIn("FIRED", "COALESCED"));
        assertThat(jobs().list("limit=200&queue=" + queue)).containsExactlyInAnyOrderElementsOf(fired);
        assertThat(fired)
                .allSatisfy(job -> assertThat(jobs().ended(job).at("/state")).isEqualTo("SUCCEEDED"));
        assertThat(as(User.VIEWER).get(PATH + "/" + id).json().at("/paused").asBoolean())
                .isTrue();
    }

    @Test
    void skipsAnInstantWhileTheLastJobRuns() {
        Reply schedule = create(
                Map.of("interval", "PT1S", "overlap", "SKIP", "type", "test.sleep", "args", Map.of("millis", 2_500)));

        List<String> results = await("a fire after a skip")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> fires(schedule.at("/id")).stream()
                                .map(fire -> fire.at("/result").asText())
                                .toList(),
                        seen -> seen.contains("SKIPPED")
                                && seen.stream().filter("FIRED"::equals).count() >= 2);

        as(User.OPERATOR).delete(PATH + "/" + schedule.at("/id")).expect(204);
        assertThat(results).contains("SKIPPED", "FIRED");
    }

    @Test
    void runsNowBesideItsPlan() {
        String queue = unique("run-now");
        Reply schedule = create(Map.of("cron", "0 3 1 1 *", "queue", queue));

        Reply run = as(User.OPERATOR).post(PATH + "/" + schedule.at("/id") + "/run", "");

        assertThat(run.status()).isEqualTo(201);
        assertThat(jobs().ended(run.at("/id")).at("/state")).isEqualTo("SUCCEEDED");
        assertThat(as(User.VIEWER).get(PATH + "/" + schedule.at("/id")).at("/nextFireAt"))
                .isEqualTo(schedule.at("/nextFireAt"));
    }

    @Test
    void goesOnAfterAPauseWithoutMakingUp() {
        Reply schedule = create(Map.of("interval", "PT1S"));
        String id = schedule.at("/id");
        as(User.OPERATOR).post(PATH + "/" + id + "/pause", "").expect(200);
        int before = fires(id).size();

        await("the pause to pass some instants")
                .pollDelay(Duration.ofSeconds(3))
                .until(() -> fires(id).size() <= before + 1);
        Instant resumed = Instant.now();
        as(User.OPERATOR).post(PATH + "/" + id + "/resume", "").expect(200);

        await("fires after the pause")
                .atMost(Duration.ofSeconds(20))
                .until(() -> fires(id).size() > before + 1);
        as(User.OPERATOR).delete(PATH + "/" + id).expect(204);
        assertThat(resumed).isBefore(Instant.now());
        assertThat(as(User.VIEWER).get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void refusesAChangeThatIsBasedOnAnOldVersion() {
        Reply schedule = create(Map.of("cron", "0 3 * * *"));
        Map<String, Object> change = draft(Map.of("cron", "0 4 * * *", "name", schedule.at("/name")));
        change.put("version", schedule.json().at("/version").asLong());
        String path = PATH + "/" + schedule.at("/id");

        Reply changed = as(User.OPERATOR).put(path, Jobs.json(change));
        Reply stale = as(User.OPERATOR).put(path, Jobs.json(change));

        assertThat(changed.expect(200).at("/cron")).isEqualTo("0 4 * * *");
        assertThat(stale.status()).isEqualTo(409);
    }

    @Test
    void refusesRulesThatMakeNoSense() {
        for (Map<String, Object> rule : List.<Map<String, Object>>of(
                Map.of("cron", "nonsense"),
                Map.of("cron", "61 * * * *"),
                Map.of("cron", "0 0 30 2 *"),
                Map.of("interval", "PT0.1S"),
                Map.of("cron", "* * * * *", "interval", "PT1M"),
                Map.of(),
                Map.of("cron", "* * * * *", "zone", "Nowhere/Else"),
                Map.of("cron", "* * * * *", "type", "no.such.type"),
                Map.of("cron", "* * * * *", "args", Map.of("text", "")))) {
            Reply refused = as(User.OPERATOR).post(PATH, Jobs.json(draft(rule)));

            assertThat(refused.status()).as("%s: %s", rule, refused).isEqualTo(400);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void tellsTheNextInstantsOfARule() {
        Reply preview = as(User.VIEWER)
                .post(PATH + ":preview", Jobs.json(Map.of("cron", "30 2 * * *", "zone", "Europe/Berlin", "count", 3)));

        assertThat(preview.expect(200).json().at("/next")).hasSize(3);
        assertThat(preview.at("/description")).isNotEmpty();
    }

    private static Reply create(Map<String, ?> fields) {
        return as(User.OPERATOR).post(PATH, Jobs.json(draft(fields))).expect(201);
    }

    private static Map<String, Object> draft(Map<String, ?> fields) {
        Map<String, Object> draft = new HashMap<>();
        draft.put("name", unique("schedule"));
        draft.put("type", "test.echo");
        draft.put("args", Map.of("text", "scheduled"));
        draft.putAll(fields);
        return draft;
    }

    /** Newest first. */
    private static List<JsonNode> fires(String id) {
        List<JsonNode> fires = new ArrayList<>();
        as(User.VIEWER)
                .get(PATH + "/" + id + "/fires?limit=100")
                .expect(200)
                .json()
                .at("/fires")
                .forEach(fires::add);
        return fires;
    }

    /** True as long as what it sees is what it saw first. */
    private static final class Unchanged implements java.util.function.Predicate<List<JsonNode>> {
        private List<JsonNode> last = List.of();

        @Override
        public boolean test(List<JsonNode> fires) {
            boolean same = fires.equals(last);
            last = fires;
            return same;
        }
    }
}
