package io.nightshift.engine.control;

import static io.nightshift.engine.log.RimLog.LOG;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.JobStore;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.function.Consumer;

/**
 * The store of jobs as the calling thread has to use it: within its transaction if it has one, so that it never waits for
 * itself and a move stands or falls with the rest; else in a transaction of its own.
 */
final class Steering {

    private final JobStore own;
    private final JobStore joined;
    private final TransactionSynchronizationRegistry transactions;

    Steering(JobStore own, JobStore joined, TransactionSynchronizationRegistry transactions) {
        this.own = own;
        this.joined = joined;
        this.transactions = transactions;
    }

    /** Where to move jobs. */
    JobStore store() {
        return inTransaction() ? joined : own;
    }

    /**
     * Does what follows a move: at once, or after the commit of the caller's transaction.
     *
     * @param queues are told those that have got ready jobs because a key became free
     */
    void afterwards(List<JobId> moved, Runnable follow, Consumer<String> queues) {
        if (!inTransaction()) {
            follow.run();
            return;
        }
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing is held back until the commit.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    try {
                        own.settle(moved).forEach(queues);
                        follow.run();
                    } catch (RuntimeException later) {
                        // The move is durable; a duty does the rest a second later.
                        LOG.settleFailed(moved.size(), later);
                    }
                }
            }
        });
    }

    /** MARKED_ROLLBACK too: what must not come to be must not be done beside it. */
    boolean inTransaction() {
        int status = transactions.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }
}
