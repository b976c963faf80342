package io.nightshift.engine.maintain;

import io.nightshift.store.node.NodeStore;
import java.time.Duration;

/** Forgets nodes that went away long ago and hold nothing. */
final class NodeForgetting implements Duty {

    private final NodeStore store;
    private final Duration age;

    NodeForgetting(NodeStore store, Duration age) {
        this.store = store;
        this.age = age;
    }

    @Override
    public String name() {
        return "forgetting of nodes";
    }

    @Override
    public Cadence cadence() {
        return Cadence.FIVE_SECONDS;
    }

    @Override
    public void runOnce() {
        store.forget(age);
    }
}
