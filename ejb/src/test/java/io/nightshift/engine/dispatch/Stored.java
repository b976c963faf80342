package io.nightshift.engine.dispatch;

import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.NewJob;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes jobs as they are stored, with nothing special but what a test is about. */
final class Stored {

    private static final JobIds IDS = new JobIds(Clock.systemUTC(), new SecureRandom());

    private Stored() {}

    static NewJob job(String type, @Nullable String tenant, int priority) {
        return new NewJob(
                IDS.next(),
                type,
                "default",
                priority,
                "{}",
                1,
                Duration.ZERO,
                null,
                null,
                null,
                null,
                List.of(),
                "tester",
                NewJob.Source.CODE,
                null,
                null,
                tenant,
                null,
                Duration.ZERO);
    }
}
