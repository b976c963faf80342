package io.nightshift.store;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.WhilePending;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Key;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.port.NewJob.Unique;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds jobs that differ from an ordinary one in what a test is about. */
public final class AJob {

    public static final JobIds IDS = new JobIds(Clock.systemUTC(), new SecureRandom());

    private JobId id = IDS.next();
    private String type = "test.noop";
    private String queue = "default";
    private int priority = 5;
    private int maxAttempts = 3;
    private @Nullable Instant runAt;
    private @Nullable Duration delay;
    private @Nullable Instant startBefore;
    private @Nullable Key key;
    private List<String> tags = List.of();
    private @Nullable Gate gate;
    private @Nullable String tenant;
    private @Nullable Unique unique;
    private Duration timeLimit = Duration.ZERO;

    public static AJob aJob() {
        return new AJob();
    }

    public AJob id(JobId value) {
        id = value;
        return this;
    }

    public AJob type(String value) {
        type = value;
        return this;
    }

    public AJob queue(String value) {
        queue = value;
        return this;
    }

    public AJob priority(int value) {
        priority = value;
        return this;
    }

    public AJob maxAttempts(int value) {
        maxAttempts = value;
        return this;
    }

    public AJob runAt(Instant value) {
        runAt = value;
        return this;
    }

    public AJob delay(Duration value) {
        delay = value;
        return this;
    }

    public AJob startBefore(Instant value) {
        startBefore = value;
        return this;
    }

    public AJob key(String value, String content) {
        return key("", value, content, null);
    }

    public AJob key(String scope, String value, String content, @Nullable Duration period) {
        key = new Key(scope, value, String.format("%064x", content.hashCode()), period);
        return this;
    }

    public AJob keep(String uniqueKey) {
        unique = new Unique(uniqueKey, WhilePending.KEEP);
        return this;
    }

    public AJob replace(String uniqueKey) {
        unique = new Unique(uniqueKey, WhilePending.REPLACE);
        return this;
    }

    public AJob timeLimit(Duration value) {
        timeLimit = value;
        return this;
    }

    public AJob tags(String... values) {
        tags = List.of(values);
        return this;
    }

    public AJob gate(Gate value) {
        gate = value;
        return this;
    }

    public AJob tenant(@Nullable String value) {
        tenant = value;
        return this;
    }

    public NewJob build() {
        return new NewJob(
                id,
                type,
                queue,
                priority,
                "{\"n\":1}",
                maxAttempts,
                Duration.ofMinutes(5),
                runAt,
                delay,
                startBefore,
                key,
                tags,
                "ann",
                Source.HTTP,
                null,
                gate,
                tenant,
                unique,
                timeLimit);
    }
}
