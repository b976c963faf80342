package io.nightshift.engine.submit;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.finish.SqlRefusal;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stores the jobs of concurrent callers in one transaction. One caller at a time leads: it stores what has gathered,
 * tells the others what became of theirs, and leaves the lead to the next. A lone caller leads itself.
 */
final class GroupCommit {

    private final Queue<Waiter> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean led = new AtomicBoolean();
    private final JobStore store;
    private final int most;

    GroupCommit(JobStore store, int most) {
        this.store = store;
        this.most = most;
    }

    /**
     * Returns when the job is durable.
     *
     * @throws RuntimeException of the store, if it failed for this job
     */
    Inserted insert(NewJob job) {
        Waiter own = new Waiter(job, Thread.currentThread());
        queue.add(own);
        boolean interrupted = false;
        while (!own.done) {
            if (led.compareAndSet(false, true)) {
                try {
                    lead();
                } finally {
                    led.set(false);
                    Waiter next = queue.peek();
                    if (next != null) {
                        LockSupport.unpark(next.thread);
                    }
                }
            } else {
                LockSupport.park(this);
                // The commit is under way: leaving now would hide what becomes of the job.
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return own.result();
    }

    /** How many wait for a leader. */
    int waiting() {
        return queue.size();
    }

    private void lead() {
        List<Waiter> group = new ArrayList<>();
        Waiter next = queue.poll();
        while (next != null) {
            group.add(next);
            next = group.size() < most ? queue.poll() : null;
        }
        if (!group.isEmpty()) {
            try {
                store(group);
            } finally {
                // The others must not wait for ever for a leader that died, whenever that was.
                group.forEach(Waiter::abandon);
            }
        }
    }

    private void store(List<Waiter> group) {
        try {
            List<Inserted> inserted =
                    store.insert(group.stream().map(waiter -> waiter.job).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).complete(inserted.get(i), null);
            }
        } catch (RuntimeException failed) {
            if (group.size() > 1 && (SqlRefusal.in(failed) || locked(failed))) {
                // One job that the database refuses, or whose key somebody holds, must not fail the others.
                LOG.sharedInsertFailed(group.size(), failed);
                group.forEach(waiter -> store(List.of(waiter)));
            } else {
                group.forEach(waiter -> waiter.complete(null, failed));
            }
        }
    }

    /** Whether somebody else's transaction holds a key of theirs. */
    static boolean locked(RuntimeException failed) {
        return failed instanceof StoreException store && store.locked();
    }

    private static final class Waiter {

        private final NewJob job;
        private final Thread thread;
        private @Nullable Inserted inserted;
        private @Nullable RuntimeException failure;
        private volatile boolean done;

        Waiter(NewJob job, Thread thread) {
            this.job = job;
            this.thread = thread;
        }

        void complete(@Nullable Inserted result, @Nullable RuntimeException failed) {
            inserted = result;
            failure = failed;
            done = true;
            LockSupport.unpark(thread);
        }

        /** Nobody knows what became of it, if it is not done. */
        void abandon() {
            if (!done) {
                complete(
                        null,
                        new IllegalStateException("The shared insert died; ask whether job " + job.id() + " exists"));
            }
        }

        Inserted result() {
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
            Inserted result = inserted;
            if (result == null) {
                throw new IllegalStateException("The store gave no answer for job " + job.id());
            }
            return result;
        }
    }
}
