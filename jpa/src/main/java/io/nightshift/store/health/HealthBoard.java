package io.nightshift.store.health;

import java.util.List;
import java.util.function.Supplier;

/** Where the engine lays its answers, for those who watch this node from outside. A CDI bean. */
public final class HealthBoard {

    private volatile Supplier<Answer> live = () -> new Answer(List.of(), List.of());
    private volatile Supplier<Answer> ready = () -> new Answer(List.of("the engine has not started yet"), List.of());

    /**
     * An answer.
     *
     * @param reasons why not; empty for yes
     * @param warnings what somebody should look at although the answer may be yes
     */
    public record Answer(List<String> reasons, List<String> warnings) {}

    /**
     * Asks these from now on; both must answer at once.
     *
     * @param alive whether the node should go on; a database that is away is no reason to start it anew
     * @param atWork whether it should be given work from outside
     */
    public void ask(Supplier<Answer> alive, Supplier<Answer> atWork) {
        live = alive;
        ready = atWork;
    }

    Answer live() {
        return live.get();
    }

    Answer ready() {
        return ready.get();
    }
}
