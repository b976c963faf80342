package io.nightshift.engine.ingress;

import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.engine.submit.Submission;
import io.nightshift.store.ingress.BindingStore;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.port.JobSearch;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;

/** Puts this package's plain classes together. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // The container fills the fields.
class IngressBeans {

    /** Below the time after which the broker takes a silent consumer for dead. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    /** Messages of Nightshift's own queue that a node takes at a time: the upper bound of NIGHTSHIFT_INGRESS_SESSIONS. */
    private static final int MOST_SESSIONS = 64;

    private static final BoundConsumer.Backoff RECONNECT =
            new BoundConsumer.Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Resource(lookup = "java:/jms/nightshift/engine")
    private ConnectionFactory connections;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift-intake")
    private ManagedExecutorService executor;

    @Produces
    @Singleton
    Intake intake(
            EngineConfig config,
            StrictJson json,
            Submission submission,
            RejectStore rejects,
            JobTypes types,
            JobSearch jobs) {
        Repeats repeats = new Repeats(id -> jobs.find(id).map(JobSnapshot::args), json);
        Suspects suspects = Suspects.of(
                Path.of(System.getProperty("jboss.server.data.dir"), "nightshift", "intake"),
                MOST_SESSIONS + BoundConsumer.BATCH * mostBound());
        return new Intake(
                new MessageReader(config.limits().payloadBytes()),
                submission,
                rejects,
                types,
                new Intake.Past(repeats, suspects));
    }

    @Produces
    @Singleton
    Patience patience() {
        return new Patience(PATIENCE, time -> Thread.sleep(time.toMillis()));
    }

    @Produces
    @Singleton
    @Typed({BoundQueues.class, Duty.class})
    BoundQueues boundQueues(BindingStore store, Intake intake) {
        return new BoundQueues(store, executor, binding -> new BoundConsumer(binding, connections, intake, RECONNECT));
    }

    @Produces
    @ApplicationScoped
    Bindings bindings(BindingStore store, Trail trail, JobTypes types, BoundQueues consumers) {
        return new BindingDesk(store, trail, types, consumers, mostBound());
    }

    private static int mostBound() {
        Settings settings = Settings.ofServer();
        int most = settings.number("nightshift.bound.queues", 64, 1, 1_000);
        settings.check();
        return most;
    }

    @Produces
    @ApplicationScoped
    Rejects rejects(RejectStore store, Trail trail) {
        return new RejectDesk(store, trail);
    }
}
