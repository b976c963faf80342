package io.nightshift.engine.hint;

import io.nightshift.engine.dispatch.Announcer;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.UUID;

/** Puts this package's plain classes together. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // The container fills the fields.
class HintBeans {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Resource(lookup = "java:/jms/nightshift/engine")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/topic/nightshift.hint")
    private Topic topic;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift-duties")
    private ManagedExecutorService executor;

    @Produces
    @Singleton
    HintIdentity identity() {
        return new HintIdentity(UUID.randomUUID().toString());
    }

    @Produces
    @ApplicationScoped
    Announcer announcer(HintIdentity identity) {
        return new Hints(new TopicSender(connections, topic, identity.value()), executor, System::nanoTime, PAUSE);
    }
}
