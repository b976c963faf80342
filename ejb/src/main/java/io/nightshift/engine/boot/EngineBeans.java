package io.nightshift.engine.boot;

import io.nightshift.api.client.JobClient;
import io.nightshift.engine.access.Permits;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.control.JobControl;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.finish.Completions;
import io.nightshift.engine.finish.RunCounters;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.life.Life;
import io.nightshift.engine.node.Standing;
import io.nightshift.engine.node.ThisNode;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.secret.SecretFiles;
import io.nightshift.engine.submit.Arrivals;
import io.nightshift.engine.submit.Awaiting;
import io.nightshift.engine.submit.CallerName;
import io.nightshift.engine.submit.Client;
import io.nightshift.engine.submit.Preparation;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.WrittenRequests;
import io.nightshift.store.port.JobSearch;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.validation.ValidatorFactory;
import java.security.Principal;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the engine's beans. */
@ApplicationScoped
class EngineBeans {

    private static final String NOBODY = "application";

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift-engine")
    private @Nullable ManagedExecutorService loops;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift-lanes")
    private @Nullable ManagedExecutorService lanes;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift")
    private @Nullable ManagedExecutorService handling;

    @Resource
    private @Nullable TransactionSynchronizationRegistry transactions;

    @Inject
    private @Nullable Instance<RequestContextController> requestContexts;

    @Inject
    private @Nullable Instance<Announcer> announcer;

    @Produces
    @Singleton
    EngineConfig config() {
        return EngineConfig.from(Settings.ofServer());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    StrictJson json(EngineConfig config) {
        return new StrictJson(config.limits());
    }

    @Produces
    @Singleton
    Handlers handlers(BeanManager beans, StrictJson json, ValidatorFactory validators) {
        return Handlers.of(HandlerScan.scan(beans), json, ArgsValidator.like(validators));
    }

    @Produces
    @Singleton
    Engine engine(
            EngineConfig config, StoreBeans stores, Handlers handlers, StrictJson json, Clock clock, Permits permits) {
        stores.bound(config.lease());
        XaRules.check(Settings.ofServer(), stores::preparable);
        String version = EngineBeans.class.getPackage().getImplementationVersion();
        return new Engine(
                config,
                stores.all(),
                handlers,
                json,
                new Engine.Server(
                        new Engine.Threads(present(loops), present(lanes), present(handling)),
                        () -> new CdiRequestScope(present(requestContexts).get()),
                        present(transactions),
                        () -> present(announcer).get(),
                        clock,
                        new SharedRandom(),
                        version == null ? "unknown" : version,
                        permits,
                        SecretFiles.of(Settings.ofServer())));
    }

    @Produces
    @ApplicationScoped
    Submission submission(Engine engine) {
        return engine.door().submission();
    }

    @Produces
    @ApplicationScoped
    Preparation preparation(Engine engine) {
        return engine.door().preparation();
    }

    @Produces
    @ApplicationScoped
    WrittenRequests written(Engine engine) {
        return engine.door().written();
    }

    @Produces
    @ApplicationScoped
    Wake wake(Engine engine) {
        return engine.lanes();
    }

    @Produces
    @ApplicationScoped
    ThisNode node(Engine engine) {
        return engine.node();
    }

    @Produces
    @Singleton
    Life life(Engine engine) {
        return engine.life();
    }

    @Produces
    @ApplicationScoped
    Standing standing(Engine engine) {
        return engine.standing();
    }

    @Produces
    @Singleton
    RunCounters counters(Engine engine) {
        return engine.counters();
    }

    @Produces
    @Singleton
    Holdings holdings(Engine engine) {
        return engine.holdings();
    }

    @Produces
    @ApplicationScoped
    JobClient client(
            Submission submission, JobSearch search, JobControl control, Completions completions, CallerName caller) {
        return new Client(submission, search, control, new Awaiting(completions), caller);
    }

    @Produces
    @Singleton
    Completions completions(Engine engine) {
        return engine.completions();
    }

    @Produces
    @Singleton
    Arrivals arrivals(Engine engine) {
        return engine.door().arrivals();
    }

    @Produces
    @Singleton
    CallerName callerName(Principal caller) {
        return () -> name(caller);
    }

    /** Who calls, by the container's word; handlers and timers are nobody in particular. */
    private static String name(Principal caller) {
        String name;
        try {
            name = caller.getName();
        } catch (IllegalStateException noSecurityHere) {
            return NOBODY;
        }
        return name == null || name.isBlank() || "anonymous".equals(name) ? NOBODY : name;
    }

    private static <T> T present(@Nullable T injected) {
        if (injected == null) {
            throw new IllegalStateException("The container did not inject what the engine needs");
        }
        return injected;
    }

    /** The generator of whichever thread asks. */
    private static final class SharedRandom implements RandomGenerator {

        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
