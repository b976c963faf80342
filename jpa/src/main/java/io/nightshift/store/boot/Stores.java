package io.nightshift.store.boot;

import io.nightshift.store.bulk.BulkStore;
import io.nightshift.store.bulk.JdbcBulkStore;
import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.Transactor;
import io.nightshift.store.job.JdbcJobStore;
import io.nightshift.store.job.JdbcJobWaits;
import io.nightshift.store.job.JdbcRunStore;
import io.nightshift.store.job.JobIds;
import io.nightshift.store.job.JobStore;
import io.nightshift.store.job.JobWaits;
import io.nightshift.store.job.Joined;
import io.nightshift.store.job.RunStore;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.queue.JdbcQueueStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.schedule.JdbcScheduleStore;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.stat.JdbcStatStore;
import io.nightshift.store.stat.StatStore;
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
    JobStore jobs(Transactor own, Dialect dialect, JobIds ids) {
        return new JdbcJobStore(own, dialect, ids);
    }

    @Produces
    @Singleton
    @Joined
    JobStore joinedJobs(@Joined Transactor joined, Dialect dialect, JobIds ids) {
        return new JdbcJobStore(joined, dialect, ids);
    }

    @Produces
    @Singleton
    RunStore runs(Transactor own, @Joined Transactor joined, Dialect dialect) {
        return new JdbcRunStore(own, joined, dialect);
    }

    @Produces
    @Singleton
    BulkStore bulk(Transactor own, @Joined Transactor joined, Dialect dialect) {
        return new JdbcBulkStore(own, joined, dialect);
    }

    @Produces
    @Singleton
    JobWaits waits(Transactor own, Dialect dialect) {
        return new JdbcJobWaits(own, dialect);
    }

    @Produces
    @Singleton
    NodeStore nodes(Transactor own) {
        return new JdbcNodeStore(own);
    }

    @Produces
    @Singleton
    QueueStore queues(Transactor own) {
        return new JdbcQueueStore(own);
    }

    @Produces
    @Singleton
    TypeStore types(Transactor own) {
        return new JdbcTypeStore(own);
    }

    @Produces
    @Singleton
    ScheduleStore schedules(Transactor own, Dialect dialect) {
        return new JdbcScheduleStore(own, dialect);
    }

    @Produces
    @Singleton
    StatStore stats(Transactor own, Dialect dialect) {
        return new JdbcStatStore(own, dialect);
    }
}
