package io.nightshift.test.faults.plant;

/** Makes a job ready again that has its outcome. */
final class Again {

    private Again() {}

    /** A statement that answers with the job. */
    static String sql(String job, int attempt) {
        return "with o as (delete from outcome where job_id = " + job + " returning job_id)"
                + " insert into ready (queue, tenant, priority, job_id, attempt, type)"
                + " select j.queue, coalesce(j.tenant, ''), j.priority, j.id, " + attempt + ", j.type"
                + " from o join job j on j.id = o.job_id returning job_id::text";
    }
}
