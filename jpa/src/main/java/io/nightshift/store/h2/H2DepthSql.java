package io.nightshift.store.h2;

import io.nightshift.store.stat.DepthSql;

/** Groups what lies in the queues. */
final class H2DepthSql implements DepthSql {

    private static final String OLDEST = """
            select r.queue, extract(epoch from current_timestamp - j.submitted_at)
            from (select queue, min(job_id) as job_id from ready group by queue) r join job j on j.id = r.job_id""";

    @Override
    public String oldest() {
        return OLDEST;
    }
}
