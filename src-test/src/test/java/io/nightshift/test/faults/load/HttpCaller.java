package io.nightshift.test.faults.load;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.Reply;
import io.nightshift.test.faults.check.Accepted.Way;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Submits over HTTP to one node. */
final class HttpCaller extends Caller {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TOO_MANY = 429;

    private final Api api;
    private final Answers answers;

    HttpCaller(Desk desk, Api api, Answers answers, long paceMillis) {
        super(desk, paceMillis);
        this.api = api;
        this.answers = answers;
    }

    @Override
    boolean ask(Request request) {
        Map<String, Object> fields = new HashMap<>(request.fields());
        fields.put("idempotencyKey", request.key());
        Reply reply = api.send(api.request(Jobs.PATH)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Jobs.body("test.effect", request.args(), fields)))
                .build());
        if (reply.status() == 200 || reply.status() == 201) {
            answers.accept(request.key(), reply.at("/id"), Way.HTTP);
            return true;
        }
        if (reply.status() >= 400 && reply.status() < 500 && reply.status() != TOO_MANY) {
            answers.refuse(request.key() + ": " + reply.status() + " " + reply.text());
            return true;
        }
        return false;
    }
}
