package io.nightshift.engine.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The loops of this node. Any of them, and whoever asks how the node is, looks after all the others: so one that died goes on a
 * moment later, as long as anybody is left. Safe for concurrent use.
 */
public final class Life {

    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Executor threads;
    private final Duration bound;
    private final LongSupplier stopwatch;

    /**
     * Without loops yet.
     *
     * @param threads used by these loops alone
     * @param bound a loop that is silent for longer does not live: longer than any single wait for the database
     * @param stopwatch in nanoseconds, such as {@link System#nanoTime()}
     */
    public Life(Executor threads, Duration bound, LongSupplier stopwatch) {
        this.threads = threads;
        this.bound = bound;
        this.stopwatch = stopwatch;
    }

    /** Begins a loop that goes on until {@code over}, which may be after the end of the others. */
    public void keep(String name, BooleanSupplier over, Round round) {
        Loop loop = new Loop(name, bound, over, round, stopwatch);
        loops.add(loop);
        boolean unused = loop.revive(threads);
    }

    /** Begins a loop that does this again and again, so long after the last time, until {@link #end}. */
    public void every(Duration pause, String name, Runnable task) {
        keep(name, this::over, pulse -> {
            if (!rest(pause, pulse)) {
                task.run();
                tend();
            }
        });
    }

    /** Gives a new thread to each loop that has lost its own. */
    public void tend() {
        for (Loop loop : loops) {
            if (!loop.revive(threads)) {
                return;
            }
        }
    }

    /** What does not live, in words; empty if all do. */
    public List<String> troubles() {
        tend();
        List<String> silent = new ArrayList<>();
        for (Loop loop : loops) {
            Duration since = loop.silent();
            if (!since.isZero()) {
                silent.add("the loop '" + loop.name() + "' has been silent for " + since.toSeconds() + " s");
            }
        }
        return silent;
    }

    /** Ends what {@link #every} began. */
    public void end() {
        ended.countDown();
    }

    private boolean over() {
        return ended.getCount() == 0;
    }

    /** Whether the end came meanwhile. */
    private boolean rest(Duration time, Pulse pulse) throws InterruptedException {
        long left = time.toNanos();
        long step = bound.toNanos() / 4;
        boolean over = false;
        while (left > 0 && !over) {
            over = ended.await(Math.min(left, step), TimeUnit.NANOSECONDS);
            left -= step;
            pulse.beat();
        }
        return over;
    }
}
