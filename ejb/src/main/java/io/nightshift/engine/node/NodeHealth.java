package io.nightshift.engine.node;

import io.nightshift.engine.life.Life;
import io.nightshift.store.health.HealthBoard.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How this node is, by its loops and its contact to the database. */
public final class NodeHealth {

    /** It is asked every second; a pause of a moment, also of this node, is no reason yet. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Life life;
    private final Contact contact;
    private final ClockWatch clock;
    private final BooleanSupplier started;

    /** Looks at these. */
    public NodeHealth(Life life, Contact contact, ClockWatch clock, BooleanSupplier started) {
        this.life = life;
        this.contact = contact;
        this.clock = clock;
        this.started = started;
    }

    /** Whether it should go on. */
    public Answer live() {
        return answer(life.troubles());
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
        return answer(reasons);
    }

    private Answer answer(List<String> reasons) {
        @Nullable String warning = clock.warning();
        return new Answer(List.copyOf(reasons), warning == null ? List.of() : List.of(warning));
    }
}
