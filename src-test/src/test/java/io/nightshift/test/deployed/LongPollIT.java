package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller asks once and is answered when its job has ended. */
class LongPollIT extends DeployedTest {

    private static final int MANY = 5_000;
    private static final Map<String, ?> LATER = Map.of("delay", "PT1H");

    @Test
    void answersWhenTheJobHasEnded() {
        String id = jobs().submit("test.sleep", Map.of("millis", 1_500));

        Reply job = waiting(id, "PT60S").expect(200);

        assertThat(job.at("/state")).isEqualTo("SUCCEEDED");
        assertThat(job.at("/id")).isEqualTo(id);
    }

    @Test
    void answersAtOnceAboutAJobThatHasEnded() {
        String id = jobs().submit("test.echo", Map.of("text", "x"));
        jobs().ended(id);

        assertThat(waiting(id, "PT60S").expect(200).at("/result/text")).isEqualTo("x");
    }

    @Test
    void tellsTheStateWhenTheTimeIsOver() {
        String id = jobs().submit("test.echo", Map.of("text", "x"), LATER);

        assertThat(waiting(id, "PT0.2S").expect(200).at("/state")).isEqualTo("SCHEDULED");
    }

    /** No node's completion tells of it: the look for all who wait finds it. */
    @Test
    void hearsOfAJobThatIsCancelledBeforeItStarts() throws Exception {
        String id = jobs().submit("test.echo", Map.of("text", "x"), LATER);
        CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(() -> waiting(id, "PT60S"));
        assertThatNobodyAnswers(answer);

        jobs().cancel(id).expect(200);

        assertThat(answer.get(50, TimeUnit.SECONDS).expect(200).at("/state")).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PT0S", "-PT1S", "PT60.001S", "30", "PT1H", "P1D"})
    void refusesAWaitThatIsNone(String wait) {
        String id = jobs().submit("test.echo", Map.of("text", "x"));

        Reply refused = waiting(id, wait);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/violations/0/field")).isEqualTo("wait");
    }

    @Test
    void doesNotWaitForAJobThatNobodyMaySeeOrThatIsNone() {
        String other = jobs().submit("test.echo", Map.of("text", "x"), LATER);

        assertThat(as(User.SUBMITTER)
                        .get(Jobs.PATH + "/" + other + "?wait=PT60S")
                        .status())
                .isEqualTo(404);
        assertThat(waiting("0198c0de-0000-7000-8000-00000000beef", "PT60S").status())
                .isEqualTo(404);
    }

    @Test
    void thousandsWaitAtOnceWithoutAThreadEach() throws Exception {
        Api service = service();
        String id = new Jobs(service).submit("test.echo", Map.of("text", "x"), LATER);
        int before = threads();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        for (int i = 0; i < MANY; i++) {
            answers.add(client.sendAsync(
                    service.request(Jobs.PATH + "/" + id + "?wait=PT60S").build(), BodyHandlers.ofString()));
        }
        assertThatNobodyAnswers(answers.get(MANY - 1));
        // Somebody who asks at such a moment is served as ever.
        assertThat(threads()).isLessThan(before + 100);
        jobs().cancel(id).expect(200);

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> one = answer.get(120, TimeUnit.SECONDS);
            assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
            assertThat(one.body()).contains("\"CANCELLED\"");
        }
    }

    /** While it waits, there is none. */
    private static void assertThatNobodyAnswers(CompletableFuture<?> answer) throws Exception {
        try {
            Object early = answer.get(2, TimeUnit.SECONDS);
            throw new AssertionError("Answered before its time: " + early);
        } catch (TimeoutException expected) {
            assertThat(answer).isNotDone();
        } catch (ExecutionException e) {
            throw new AssertionError("The request failed", e);
        }
    }

    private static Api service() {
        String name = unique("poller");
        String token = as(User.ADMIN)
                .post(
                        Api.V1 + "/users",
                        Jobs.json(Map.of("name", name, "service", true, "roles", List.of("submitter"))))
                .expect(201)
                .at("/secret");
        return Api.as(name, token, SharedServer.ports().http());
    }

    private static int threads() {
        return jobs().ended(jobs().submit("test.census", Map.of()), Duration.ofSeconds(60))
                .json()
                .at("/result/threads")
                .asInt();
    }

    private static Reply waiting(String id, String wait) {
        return as(User.OPERATOR).get(Jobs.PATH + "/" + id + "?wait=" + wait);
    }
}
