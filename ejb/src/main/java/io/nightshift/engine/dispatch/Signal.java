package io.nightshift.engine.dispatch;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a task again whenever it was asked for since its last start, never twice at once. Safe for concurrent use. */
final class Signal implements Runnable {

    private static final int IDLE = 0;
    private static final int GOING = 1;
    private static final int AGAIN = 2;

    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final Runnable task;
    private final BlockingQueue<Signal> pending;

    /** Is laid into {@code pending} when it should be run. */
    Signal(Runnable task, BlockingQueue<Signal> pending) {
        this.task = task;
        this.pending = pending;
    }

    void raise() {
        int before = state.getAndUpdate(s -> s == IDLE ? GOING : AGAIN);
        if (before == IDLE) {
            pending.add(this);
        }
    }

    /** It could not be started: the next call asks again. */
    void refused() {
        state.set(IDLE);
    }

    @Override
    public void run() {
        boolean done = false;
        try {
            do {
                state.set(GOING);
                task.run();
            } while (!state.compareAndSet(GOING, IDLE));
            done = true;
        } finally {
            if (!done) {
                died();
            }
        }
    }

    /** The task threw: whoever raised it meanwhile, and all who will, get another run. */
    private void died() {
        if (state.getAndSet(IDLE) == AGAIN) {
            raise();
        }
    }
}
