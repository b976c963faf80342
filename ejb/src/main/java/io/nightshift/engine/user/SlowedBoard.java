package io.nightshift.engine.user;

import io.nightshift.engine.log.RimLog;
import io.nightshift.engine.user.Throttle.Guess;
import io.nightshift.engine.user.Throttle.Wait;
import io.nightshift.store.user.SlowedStore;
import io.nightshift.store.user.SlowedStore.Slowed;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows all nodes who has to wait on this one, and sees when an administrator cleared that on another. While the database is
 * away nothing is shown, and whoever has to wait, waits.
 */
final class SlowedBoard {

    private static final Duration SHOWN = Duration.ofMinutes(15);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int MOST = 10_000;

    private final SlowedStore store;
    private final String node;
    private final Clock clock;
    private final LongSupplier nanos;
    /** When each that is shown was last looked for. */
    private final Map<Guess, Long> shown = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Guess, Long> eldest) {
            return size() > MOST;
        }
    };

    SlowedBoard(SlowedStore store, String node, Clock clock, LongSupplier nanos) {
        this.store = store;
        this.node = node;
        this.clock = clock;
        this.nanos = nanos;
    }

    void show(Wait wait) {
        Guess guess = wait.guess();
        Slowed slowed = new Slowed(
                node,
                guess.account(),
                guess.address(),
                wait.since(),
                wait.failures(),
                clock.instant().plus(wait.delay()));
        try {
            store.note(slowed, clock.instant().minus(SHOWN));
            synchronized (shown) {
                shown.put(guess, nanos.getAsLong());
            }
        } catch (RuntimeException e) {
            RimLog.LOG.slowedNotShown(guess.account(), e);
        }
    }

    /** Whether somebody cleared a guess that waits. Asks the database every three seconds at most. */
    boolean cleared(Guess guess) {
        synchronized (shown) {
            Long looked = shown.get(guess);
            if (looked == null || nanos.getAsLong() - looked < LOOK_NANOS) {
                return false;
            }
            shown.put(guess, nanos.getAsLong());
        }
        try {
            if (store.noted(node, guess.account(), guess.address())) {
                return false;
            }
        } catch (RuntimeException e) {
            RimLog.LOG.slowedNotShown(guess.account(), e);
            return false;
        }
        forget(guess);
        return true;
    }

    /** It came in, or was cleared. */
    void remove(Guess guess) {
        if (!forget(guess)) {
            return;
        }
        try {
            store.remove(node, guess.account(), guess.address());
        } catch (RuntimeException e) {
            RimLog.LOG.slowedNotShown(guess.account(), e);
        }
    }

    List<Slowed> all() {
        return store.all(clock.instant().minus(SHOWN));
    }

    /** Tells how many were shown. */
    int clear(String account) {
        synchronized (shown) {
            shown.keySet().removeIf(guess -> guess.account().equals(account));
        }
        return store.clear(account);
    }

    private boolean forget(Guess guess) {
        synchronized (shown) {
            return shown.remove(guess) != null;
        }
    }
}
