package io.nightshift.store.boot;

import io.nightshift.store.bulk.BulkStore;
import io.nightshift.store.bulk.JdbcBulkStore;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.move.JdbcJobStore;
import io.nightshift.store.move.Moves;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.outbox.JdbcOutboxStore;
import io.nightshift.store.outbox.OutboxStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.port.Joined;
import io.nightshift.store.port.Outcomes;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.port.Vital;
import io.nightshift.store.queue.JdbcQueueStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.read.JdbcJobWaits;
import io.nightshift.store.read.JdbcOutcomes;
import io.nightshift.store.read.SearchSql;
import io.nightshift.store.run.JdbcRunStore;
import io.nightshift.store.schedule.JdbcScheduleStore;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.stat.JdbcStatStore;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.steer.JobChunk;
import io.nightshift.store.submit.Insertion;
import io.nightshift.store.submit.JobInsert;
import io.nightshift.store.type.JdbcTypeStore;
import io.nightshift.store.type.TypeStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The stores whose moves are written in SQL. */
@Dependent
public class Stores {

    @Produces
    @Singleton
    JobStore jobs(Transactor own, Moves moves, JobIds ids) {
        return new JdbcJobStore(own, moves, ids);
    }

    @Produces
    @Singleton
    @Joined
    JobStore joinedJobs(@Joined Transactor joined, Moves moves, JobIds ids) {
        return new JdbcJobStore(joined, moves, ids);
    }

    @Produces
    @Singleton
    RunStore runs(Transactor own, @Joined Transactor joined, Moves moves) {
        return new JdbcRunStore(own, joined, moves.marks());
    }

    @Produces
    @Singleton
    BulkStore bulk(Transactor own, @Joined Transactor joined, Moves moves) {
        return new JdbcBulkStore(
                own, joined, new JobChunk(moves.chunks()), new Settlement(own, new Gates(moves.gates())));
    }

    @Produces
    @Singleton
    OutboxStore outboxes(Transactor own, Moves moves) {
        // Hurried: whoever holds the key of one entry must not hold up the others.
        JobInsert insert = new JobInsert(moves.insert().hurried());
        Gates gates = new Gates(moves.gates());
        return new JdbcOutboxStore(own, new Insertion(own, insert, gates, new Settlement(own, gates)));
    }

    @Produces
    @Singleton
    JobWaits waits(Transactor own, Moves moves) {
        return new JdbcJobWaits(own, moves.tenants());
    }

    @Produces
    @Singleton
    Outcomes outcomes(Transactor own) {
        return new JdbcOutcomes(own);
    }

    @Produces
    @Singleton
    SearchSql searches(Moves moves) {
        return moves.search();
    }

    @Produces
    @Singleton
    NodeStore nodes(Transactor own) {
        return new JdbcNodeStore(own);
    }

    @Produces
    @Singleton
    @Vital
    JobStore vitalJobs(@Vital Transactor vital, Moves moves, JobIds ids) {
        return new JdbcJobStore(vital, moves, ids);
    }

    @Produces
    @Singleton
    @Vital
    NodeStore vitalNodes(@Vital Transactor vital) {
        return new JdbcNodeStore(vital);
    }

    @Produces
    @Singleton
    @Vital
    ScheduleStore vitalSchedules(@Vital Transactor vital, Moves moves) {
        return new JdbcScheduleStore(vital, new JobInsert(moves.insert()));
    }

    @Produces
    @Singleton
    QueueStore queues(Transactor own) {
        return new JdbcQueueStore(own);
    }

    @Produces
    @Singleton
    @Joined
    QueueStore joinedQueues(@Joined Transactor joined) {
        return new JdbcQueueStore(joined);
    }

    @Produces
    @Singleton
    @Joined
    TypeStore joinedTypes(@Joined Transactor joined) {
        return new JdbcTypeStore(joined);
    }

    @Produces
    @Singleton
    @Joined
    NodeStore joinedNodes(@Joined Transactor joined) {
        return new JdbcNodeStore(joined);
    }

    @Produces
    @Singleton
    @Joined
    ScheduleStore joinedSchedules(@Joined Transactor joined, Moves moves) {
        return new JdbcScheduleStore(joined, new JobInsert(moves.insert()));
    }

    @Produces
    @Singleton
    TypeStore types(Transactor own) {
        return new JdbcTypeStore(own);
    }

    @Produces
    @Singleton
    ScheduleStore schedules(Transactor own, Moves moves) {
        return new JdbcScheduleStore(own, new JobInsert(moves.insert()));
    }

    @Produces
    @Singleton
    StatStore stats(Transactor own, Moves moves) {
        return new JdbcStatStore(own, moves.depths());
    }
}
