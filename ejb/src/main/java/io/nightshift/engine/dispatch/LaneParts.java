package io.nightshift.engine.dispatch;

import io.nightshift.engine.breaker.Breakers;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.node.Lease;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.Runner;
import io.nightshift.store.port.JobStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What all lanes of a node share. */
record LaneParts(
        JobStore jobs,
        Holdings holdings,
        Runner runner,
        Lease lease,
        Slots slots,
        AsyncSlots asyncSlots,
        Executor pumps,
        Executor handlers,
        Scopes scopes,
        RandomGenerator random,
        EngineConfig config,
        List<String> types,
        Set<String> asyncTypes,
        BlockingQueue<Signal> pending,
        Refusals refusals,
        Breakers breakers) {}
