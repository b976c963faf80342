package io.nightshift.engine.outbox;

import io.nightshift.api.client.JobClient;
import io.nightshift.api.client.Outbox;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.finish.Completions;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.outbox.OutboxClient.Writing;
import io.nightshift.engine.submit.Arrivals;
import io.nightshift.engine.submit.Awaiting;
import io.nightshift.engine.submit.CallerName;
import io.nightshift.engine.submit.WrittenRequests;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.outbox.OutboxStore;
import io.nightshift.store.outbox.OutboxTables;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;

/** Puts this package's plain classes together. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // The container fills the fields.
class OutboxBeans {

    @Resource(lookup = "java:jboss/ee/concurrency/executor/nightshift-outbox")
    private ManagedExecutorService threads;

    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Produces
    @Singleton
    EntryText texts(StrictJson json, Clock clock) {
        return new EntryText(json, clock);
    }

    @Produces
    @Singleton
    @Typed({Outboxes.class, OutboxBoard.class})
    Outboxes outboxes(
            OutboxTables tables,
            OutboxStore store,
            EntryText texts,
            WrittenRequests requests,
            Arrivals arrivals,
            JobTypes types,
            StrictJson json,
            Clock clock) {
        return new Outboxes(
                OutboxConfig.from(Settings.ofServer()),
                tables,
                new Mover.Parts(store, texts, requests, arrivals::ready, new EntryReject(json, types::shown)),
                new Outboxes.Surroundings(this::inTransaction, clock),
                threads);
    }

    @Produces
    @Dependent
    @Outbox
    JobClient client(
            InjectionPoint point,
            Outboxes outboxes,
            WrittenRequests requests,
            JobIds ids,
            EntryText texts,
            JobTypes types,
            JobClient jobs,
            OutsideTransaction outside,
            Completions completions,
            CallerName caller) {
        String dataSource = point.getQualifiers().stream()
                .filter(Outbox.class::isInstance)
                .map(Outbox.class::cast)
                .map(Outbox::value)
                .findFirst()
                .orElse("");
        return new OutboxClient(
                outboxes.mover(dataSource),
                new Writing(requests, ids, texts, new WaitingEntry(texts, types), transactions),
                new OutboxClient.Moved(jobs, outside, new Awaiting(completions)),
                caller);
    }

    private boolean inTransaction() {
        int status = transactions.getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }
}
