package io.nightshift.engine.outbox;

import io.nightshift.engine.life.Life;
import io.nightshift.store.outbox.OutboxTables;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** The outboxes of this node, each with its mover. Their loops are apart from those that the node lives by. */
public final class Outboxes implements OutboxBoard {

    /** A mover waits for a database that is not ours: longer than its statements may take, one after the other. */
    private static final Duration SILENCE = Duration.ofMinutes(3);

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Map<String, Mover> movers = new LinkedHashMap<>();
    private final Life life;
    private final Clock clock;
    private volatile boolean stopped;

    /**
     * Nothing is moved before {@link #start}.
     *
     * @param threads one for each outbox, used by nobody else
     */
    Outboxes(OutboxConfig config, OutboxTables tables, Mover.Parts parts, Surroundings surroundings, Executor threads) {
        this.life = new Life(threads, SILENCE, System::nanoTime);
        this.clock = surroundings.clock();
        for (String name : config.dataSources()) {
            var table = tables.of(name, surroundings.inTransaction());
            Watch watch = new Watch(name, table, parts.store(), System::nanoTime);
            movers.put(name, new Mover(name, table, parts, watch, config));
        }
    }

    /**
     * What lies around them.
     *
     * @param inTransaction whether the calling thread has a JTA transaction
     * @param clock of this node
     */
    record Surroundings(BooleanSupplier inTransaction, Clock clock) {}

    /** Begins to move. */
    public void start() {
        movers.forEach((name, mover) -> life.keep("outbox " + name, () -> stopped, mover::round));
    }

    /** Ends after the batch that is on its way. */
    public void stop() {
        stopped = true;
        movers.values().forEach(Mover::wake);
    }

    /**
     * The mover of an outbox.
     *
     * @param dataSource empty for the only one
     * @throws IllegalStateException if it is not configured
     */
    Mover mover(String dataSource) {
        Mover mover = dataSource.isEmpty() && movers.size() == 1
                ? movers.values().iterator().next()
                : movers.get(dataSource);
        if (mover == null) {
            throw new IllegalStateException("@Outbox(\"" + dataSource + "\"): "
                    + (dataSource.isEmpty() ? "name a data source" : "that data source is not moved")
                    + "; NIGHTSHIFT_OUTBOX_DATASOURCES lists those that are: " + movers.keySet());
        }
        return mover;
    }

    @Override
    public List<Status> all() {
        return movers.values().stream().map(mover -> mover.watch().status()).toList();
    }

    /** What somebody should look at, in words; empty if all is well. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(life.troubles());
        for (Status status : all()) {
            String outbox = "the outbox of " + status.dataSource() + ": ";
            if (!status.problem().isEmpty()) {
                warnings.add(outbox + status.problem());
            } else if (status.oldest() != null) {
                Duration age = Duration.between(status.oldest(), clock.instant());
                if (age.compareTo(LONG) > 0) {
                    warnings.add(outbox + status.waiting() + " wait, the oldest for " + age.toSeconds() + " s");
                }
            }
        }
        return warnings;
    }
}
