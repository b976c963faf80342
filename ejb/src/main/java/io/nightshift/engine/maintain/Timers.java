package io.nightshift.engine.maintain;

import io.nightshift.engine.life.Life;
import io.nightshift.engine.maintain.Duty.Cadence;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The beats of a node. Not persistent: every node has its own, and none is made up for. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Timers {

    @Inject
    @Any
    Instance<Duty> duties;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift-duties")
    ManagedExecutorService executor;

    @Inject
    Rescuer rescuer;

    @Inject
    Life life;

    private final Map<Cadence, List<Rota>> rotas = new EnumMap<>(Cadence.class);

    @PostConstruct
    void start() {
        for (Cadence cadence : Cadence.values()) {
            rotas.put(cadence, new ArrayList<>());
        }
        duties.forEach(duty -> rotas.computeIfAbsent(duty.cadence(), unused -> new ArrayList<>())
                .add(new Rota(duty, executor)));
        life.every(Rescuer.PAUSE, "rescue", rescuer::runOnce);
    }

    @PreDestroy
    void stop() {
        duties.forEach(Duty::stop);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void everySecond() {
        beat(Cadence.SECOND);
    }

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void everyFiveSeconds() {
        beat(Cadence.FIVE_SECONDS);
    }

    @Schedule(hour = "*", minute = "7", second = "30", persistent = false)
    void everyHour() {
        beat(Cadence.HOUR);
    }

    private void beat(Cadence cadence) {
        rotas.getOrDefault(cadence, List.of()).forEach(Rota::beat);
    }
}
