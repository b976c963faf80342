package io.nightshift.engine.submit;

import io.nightshift.engine.access.Permits;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Lanes;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.queue.QueueStore;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/** Puts the parts of this package together: the way in for every request. */
public final class Door {

    private final Requests requests;
    private final Submission submission;
    private final Arrivals arrivals;

    /**
     * What it stores into.
     *
     * @param own in transactions of its own
     * @param joined in the caller's
     * @param queues where unseen queues are added
     * @param nodes tells which types other nodes can run
     * @param permits tells who may submit what
     */
    public record Stores(JobStore own, JobStore joined, QueueStore queues, NodeStore nodes, Permits permits) {}

    /**
     * What it tells of new jobs.
     *
     * @param lanes of this node
     * @param announcer to the other nodes
     * @param transactions tells whether the caller has one, and when it committed
     */
    public record Told(Lanes lanes, Supplier<Announcer> announcer, TransactionSynchronizationRegistry transactions) {}

    /** Opens it. */
    public Door(Stores stores, Handlers handlers, StrictJson json, JobIds ids, Told told, EngineConfig config) {
        KnownTypes types = new KnownTypes(handlers, stores.nodes());
        KnownQueues queues = new KnownQueues(stores.queues(), config.queueConcurrency());
        this.requests = new Requests(types, json, ids, queues, stores.permits());
        this.arrivals = new Arrivals(told.lanes(), told.announcer(), types, stores.own());
        this.submission = new SubmissionDesk(
                requests,
                stores.own(),
                stores.joined(),
                new SubmissionDesk.Commits(
                        new GroupCommit(stores.own(), config.batch()),
                        new KeyedCommit(stores.own(), config.batch(), System::nanoTime)),
                new SubmissionDesk.After(told.transactions(), arrivals));
    }

    /** Where requests become jobs. */
    public Submission submission() {
        return submission;
    }

    /** Who is told of jobs that were stored by another way. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Where requests are checked that are written down first. */
    public WrittenRequests written() {
        return requests;
    }

    /** Where requests are checked and completed without being stored. */
    public Preparation preparation() {
        return requests;
    }
}
