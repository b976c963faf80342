package io.nightshift.engine.node;

import io.nightshift.engine.life.Life;
import io.nightshift.store.health.HealthBoard.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How this node is, by its loops and its contact to the database. */
public final class NodeHealth {

    /** It is asked every second; a pause of a moment, also of this node, is no reason yet. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Life life;
    private final Contact contact;
    private final ClockWatch clock;
    private final Supplier<List<String>> others;
    private final BooleanSupplier started;

    /**
     * Looks at these.
     *
     * @param others what else to warn of
     */
    public NodeHealth(
            Life life, Contact contact, ClockWatch clock, Supplier<List<String>> others, BooleanSupplier started) {
        this.life = life;
        this.contact = contact;
        this.clock = clock;
        this.others = others;
        this.started = started;
    }

    /** Whether it should go on. */
    public Answer live() {
        return answer(life.troubles(), List.of());
    }

    /** Whether it should be given work from outside: not before it has started, nor while the database is away. */
    public Answer ready() {
        List<String> reasons = new ArrayList<>();
        if (!started.getAsBoolean()) {
            reasons.add("the engine has not started yet");
        }
        String failure = contact.failure();
        Duration silent = contact.silent();
        if (failure != null || silent.compareTo(SILENCE) > 0) {
            reasons.add("the database has not answered for " + silent.toSeconds() + " s"
                    + (failure == null ? "" : " (" + failure + ")"));
        }
        return answer(reasons, others.get());
    }

    private Answer answer(List<String> reasons, List<String> others) {
        List<String> warnings = new ArrayList<>(others);
        @Nullable String warning = clock.warning();
        if (warning != null) {
            warnings.add(warning);
        }
        return new Answer(List.copyOf(reasons), List.copyOf(warnings));
    }
}
