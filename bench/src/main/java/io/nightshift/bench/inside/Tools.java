package io.nightshift.bench.inside;

import io.nightshift.api.client.JobClient;
import io.nightshift.bench.course.Course;
import io.nightshift.bench.handler.Noop;
import io.nightshift.bench.handler.Wait;
import io.nightshift.engine.queue.Queues;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the container has for the bench, in one hand. */
@Dependent
class Tools {

    @Inject
    private @Nullable JobClient jobs;

    @Inject
    private @Nullable Queues queues;

    @Resource(lookup = "java:jboss/datasources/NightshiftEngineDS")
    private @Nullable DataSource database;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift")
    private @Nullable ManagedExecutorService threads;

    Course course() {
        return new Course(subject(), present(threads));
    }

    /** With jobs that do nothing. */
    Inside subject() {
        return new Inside(client(), queues(), present(database), Noop.TYPE, Noop.QUEUE);
    }

    Course waitingCourse() {
        return new Course(waiting(), present(threads));
    }

    /** With jobs that wait. */
    Inside waiting() {
        return new Inside(client(), queues(), present(database), Wait.TYPE, Wait.QUEUE);
    }

    Past past() {
        return new Past(present(database));
    }

    JobClient client() {
        return present(jobs);
    }

    Queues queues() {
        return present(queues);
    }

    static <T> T present(@Nullable T injected) {
        if (injected == null) {
            throw new IllegalStateException("The container did not inject what the bench needs");
        }
        return injected;
    }
}
