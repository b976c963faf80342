package io.nightshift.test.faults.plant;

import io.nightshift.test.faults.check.Violation.Promise;
import io.nightshift.test.faults.cluster.Database;

/** One instant of a schedule stores two jobs. */
final class DoubleFire implements Plant {

    @Override
    public String what() {
        return "an instant of a schedule fires twice";
    }

    @Override
    public Promise broken() {
        return Promise.INSTANTS_ONCE;
    }

    @Override
    public String plant(Database database, String queue) {
        return Subject.of(database, """
                with o as (select * from job where queue = ? and schedule_id is not null order by id limit 1),
                c as (
                  insert into job select (jsonb_populate_record(null::job, to_jsonb(o) || jsonb_build_object(
                    'id', overlay(o.id::text placing 'ffffffffffff' from 25),
                    'idempotency_key', null, 'idempotency_scope', null))).* from o
                  returning id, queue, tenant, priority, type)
                insert into ready (queue, tenant, priority, job_id, attempt, type)
                select queue, coalesce(tenant, ''), priority, id, 1, type from c returning job_id::text""", queue);
    }
}
