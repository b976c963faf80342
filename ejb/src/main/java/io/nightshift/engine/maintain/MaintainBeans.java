package io.nightshift.engine.maintain;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.node.Standing;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.Vital;
import io.nightshift.store.stat.StatStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Puts this package's plain classes together. */
@Dependent
class MaintainBeans {

    /** In one run: at 500 jobs a claim, more than enough to empty a node that died in the middle of its work. */
    private static final int RESCUED_CLAIMS = 100;

    @Produces
    @Singleton
    static MaintainConfig config() {
        return MaintainConfig.from(Settings.ofServer());
    }

    @Produces
    @Singleton
    @Typed(Duty.class)
    static Promotion promotion(JobStore store, Wake wake, Announcer announcer) {
        return new Promotion(store, wake, announcer);
    }

    @Produces
    @Singleton
    @Typed(Duty.class)
    static KeyMending keys(JobStore store, Wake wake, Announcer announcer) {
        return new KeyMending(store, wake, announcer);
    }

    @Produces
    @Singleton
    @Typed(Duty.class)
    static Expiry expiry(JobStore store) {
        return new Expiry(store);
    }

    @Produces
    @Singleton
    @Typed(Duty.class)
    static KeyForgetting keyForgetting(JobStore store) {
        return new KeyForgetting(store);
    }

    @Produces
    @Singleton
    static Rescuer rescuer(
            @Vital JobStore store,
            Standing standing,
            Wake wake,
            Announcer announcer,
            EngineConfig engine,
            MaintainConfig config) {
        return new Rescuer(
                store,
                standing,
                wake,
                announcer,
                new Rescuer.Limits(engine.lease(), RESCUED_CLAIMS, config.maxLosses()));
    }

    @Produces
    @Singleton
    @Typed(Duty.class)
    static NodeForgetting forgetting(NodeStore store, MaintainConfig config) {
        return new NodeForgetting(store, config.nodeAge());
    }

    @Produces
    @Singleton
    @Typed(Duty.class)
    static Pruning pruning(StatStore stats, RejectStore rejects, MaintainConfig config) {
        return new Pruning(stats, rejects, config.statAge(), config.rejectAge());
    }
}
