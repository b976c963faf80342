package io.nightshift.test.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.client.User;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A type whose attempts all fail is left alone, and its jobs say why. */
class BreakerIT extends DeployedTest {

    private static final String TYPE = "test.fail";
    private static final String PATH = Api.V1 + "/job-types/" + TYPE;

    @AfterEach
    void removeTheBreaker() {
        as(User.OPERATOR).put(PATH + "/breaker", "{}").expect(200);
    }

    @Test
    void opensAfterTooManyFailuresAndLetsThemGoOnWhenItIsClosed() {
        Reply set = as(User.OPERATOR)
                .put(PATH + "/breaker", "{\"failurePercent\":50,\"minimum\":5,\"window\":\"PT1M\",\"pause\":\"PT1H\"}")
                .expect(200);
        assertThat(set.at("/breaker/state")).isEqualTo("CLOSED");
        // Until every lane knows of the breaker, a second or so, attempts do not count for it.
        await("it opens").atMost(Duration.ofSeconds(30)).until(() -> {
            IntStream.range(0, 5).forEach(i -> failing());
            return breaker("state").equals("OPEN");
        });

        assertThat(breaker("reason")).contains("attempts failed within 60 s");
        // Before what the rounds above left behind: that fails too and may open it again.
        String waiting = jobs().submit(TYPE, Map.of(), Map.of("maxAttempts", 1, "priority", 0));
        Reply why = as(User.VIEWER).get(Jobs.PATH + "/" + waiting + "/why").expect(200);
        assertThat(why.at("/reasons/0/gate")).isEqualTo("BREAKER");
        assertThat(why.at("/reasons/0/until")).isEqualTo(breaker("until"));
        assertThat(jobs().state(waiting)).isEqualTo("READY");

        as(User.OPERATOR).post(PATH + "/breaker/close?reason=mended", "").expect(200);

        assertThat(jobs().ended(waiting).at("/state")).isEqualTo("DEAD");
    }

    @Test
    void saysWhatIsWrong() {
        Reply none = as(User.OPERATOR).post(PATH + "/breaker/open", "").expect(409);
        assertThat(none.at("/detail")).contains("has no breaker").contains("PUT");
        Reply half = as(User.OPERATOR)
                .put(PATH + "/breaker", "{\"failurePercent\":0}")
                .expect(400);
        assertThat(half.json().at("/violations")).hasSize(4);
        as(User.OPERATOR).put(Api.V1 + "/job-types/no.such/breaker", "{}").expect(404);
    }

    private static String failing() {
        return jobs().submit(TYPE, Map.of(), Map.of("maxAttempts", 1));
    }

    private static String breaker(String field) {
        return as(User.VIEWER).get(PATH).expect(200).at("/setting/breaker/" + field);
    }
}
