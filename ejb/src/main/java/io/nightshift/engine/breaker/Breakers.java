package io.nightshift.engine.breaker;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.store.type.Breaker.State;
import io.nightshift.store.type.TypeStore;
import io.nightshift.store.type.TypeStore.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches how the attempts of types with a breaker end on this node, and opens and closes their breakers. Types without one
 * are not known here. Safe for concurrent use; never throws.
 *
 * <p>The store decides. What is kept here is what this node knew last, so that jobs which it took and has not started go
 * back at the moment the breaker opens instead of being tried in vain.
 */
public final class Breakers {

    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final TypeStore types;
    private final String node;
    private final Runnable changed;
    private final Consumer<Runnable> later;
    private final LongSupplier stopwatch;

    /**
     * Knows of no breaker yet.
     *
     * @param changed reads the settings anew, now
     * @param later does what may wait for the database: an attempt may end on a thread that must not
     * @param stopwatch in nanoseconds, such as {@link System#nanoTime()}
     */
    public Breakers(TypeStore types, String node, Runnable changed, Consumer<Runnable> later, LongSupplier stopwatch) {
        this.types = types;
        this.node = node;
        this.changed = changed;
        this.later = later;
        this.stopwatch = stopwatch;
    }

    /** How the types are set now. */
    public void configured(Collection<Setting> settings) {
        watches.keySet()
                .retainAll(settings.stream()
                        .filter(setting -> setting.breaker() != null)
                        .map(Setting::type)
                        .collect(Collectors.toSet()));
        for (Setting setting : settings) {
            Breaker breaker = setting.breaker();
            if (breaker != null) {
                watches.computeIfAbsent(setting.type(), type -> new Watch(breaker))
                        .read(breaker, stopwatch.getAsLong());
            }
        }
    }

    /** This node took a job by which an open breaker finds out whether things work again. */
    public void probing(Claimed.Job job) {
        Watch watch = watches.get(job.type());
        if (watch != null) {
            watch.probing(job.id());
        }
        LOG.breakerProbes(job.type(), job.id(), node);
    }

    /** Whether a job that was taken may still start: not if the breaker opened after that. */
    public boolean admits(Run run) {
        Watch watch = watches.get(run.job().type());
        return watch == null || watch.admits(run);
    }

    /** An attempt ended here. */
    public void ended(Run run, Finished.Ending ending) {
        String type = run.job().type();
        Watch watch = watches.get(type);
        boolean failure = ending instanceof Finished.Failed;
        if (watch == null) {
            return;
        }
        boolean probe = watch.takeProbe(run.job().id());
        if (!failure && !(ending instanceof Finished.Succeeded)) {
            return;
        }
        if (probe) {
            later.accept(() -> move(type, watch, () -> probed(type, run.job().id(), !failure)));
            return;
        }
        String reason = watch.count(failure, stopwatch.getAsLong());
        if (reason != null) {
            later.accept(() -> move(type, watch, () -> trip(type, watch, reason)));
        }
    }

    private static void move(String type, Watch watch, Runnable move) {
        try {
            move.run();
        } catch (RuntimeException unreachable) {
            LOG.breakerFailed(type, unreachable);
            watch.forget();
        }
    }

    private void probed(String type, JobId job, boolean success) {
        String reason = "probe " + job + (success ? " succeeded" : " failed");
        if (types.probed(type, job, success, node, reason)) {
            if (success) {
                LOG.breakerClosed(type, node, reason);
            } else {
                LOG.breakerOpened(type, node, reason);
            }
            changed.run();
        }
    }

    private void trip(String type, Watch watch, String reason) {
        if (types.trip(type, node, reason)) {
            LOG.breakerOpened(type, node, reason);
        }
        watch.told();
        // Also if another node was faster: it may stay open for longer than this node thinks.
        changed.run();
    }

    /** What this node knows of one breaker. */
    private static final class Watch {

        private Rule rule;
        private State state = State.CLOSED;
        private @Nullable Instant since;
        private @Nullable JobId probe;
        private FailureWindow window;
        private long openedAt;
        /** It has opened here, and the store has not confirmed that yet: what is taken meanwhile does not start either. */
        private boolean unconfirmed;
        /** The store has been told of that, so the next word of it counts, whatever it is. */
        private boolean told;

        Watch(Breaker breaker) {
            this.rule = breaker.rule();
            this.since = breaker.since();
            this.window = new FailureWindow(rule.window());
        }

        synchronized void read(Breaker breaker, long now) {
            boolean moved = !Objects.equals(since, breaker.since());
            // Read before the store was told: it says how things stood.
            boolean old = unconfirmed && !moved && !told;
            unconfirmed = old;
            told &= old;
            if (moved || !rule.window().equals(breaker.rule().window())) {
                window = new FailureWindow(breaker.rule().window());
            }
            if (!breaker.closed() && (moved || state == State.CLOSED)) {
                openedAt = now;
            }
            if (breaker.closed()) {
                probe = null;
            }
            rule = breaker.rule();
            since = breaker.since();
            state = old ? state : breaker.state();
        }

        synchronized void told() {
            told = unconfirmed;
        }

        synchronized void probing(JobId job) {
            probe = job;
        }

        synchronized boolean takeProbe(JobId job) {
            boolean was = job.equals(probe);
            if (was) {
                probe = null;
            }
            return was;
        }

        synchronized boolean admits(Run run) {
            return state == State.CLOSED
                    || run.job().id().equals(probe)
                    || (!unconfirmed && run.heldSince() - openedAt >= 0);
        }

        /** Why the breaker should open; null if it should not. */
        @Nullable
        synchronized String count(boolean failure, long now) {
            if (state != State.CLOSED) {
                return null;
            }
            window.count(failure, now);
            FailureWindow.Counts counts = window.counts(now);
            if (!failure || !counts.reach(rule.minimum(), rule.failurePercent())) {
                return null;
            }
            window = new FailureWindow(rule.window());
            state = State.OPEN;
            unconfirmed = true;
            return counts.failed() + " of " + counts.ended() + " attempts failed within " + words(rule.window());
        }

        /** The store could not be told: the next attempts count anew, and its next word says how things stand. */
        synchronized void forget() {
            state = State.CLOSED;
            unconfirmed = false;
            told = false;
        }

        private static String words(Duration window) {
            return window.toMillis() % 1000 == 0 ? window.toSeconds() + " s" : window.toMillis() + " ms";
        }
    }
}
