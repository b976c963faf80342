package io.nightshift.store.postgres;

/**
 * The part of a PostgreSQL statement that takes jobs out of claims; the moves put what they do with them behind it.
 *
 * <p>Joins of two lists are full joins, for which the planner has no nested loop to fall for when it guesses that a list
 * of 500 holds ten.
 */
final class PgHeld {

    /**
     * Wants {@code l}: locked claims (number {@code ix}, id, job_ids, attempts, cancels), and {@code f}: jobs to take out (ix, job,
     * attempt). Gives {@code m}: one row per job that is in either, {@code held} if in the claim; and removes the jobs
     * in both from the claims' rows, the rows that become empty as a whole.
     */
    static final String TAKE = """
            h as materialized (
              select l.ix as hix, u.j, u.a, u.o
              from l cross join lateral unnest(l.job_ids, l.attempts) with ordinality u(j, a, o)),
            m as materialized (
              select f.*, h.hix, h.j, h.a, h.o, h.j is not null as held, f.job is not null as wanted
              from f full join h on h.hix = f.ix and h.j = f.job and h.a = f.attempt),
            rest as materialized (
              select hix, array_agg(j order by o) as job_ids, array_agg(a order by o) as attempts
              from m where held and not wanted group by hix),
            gone as (
              delete from claim c using l left join rest on rest.hix = l.ix where c.id = l.id and rest.hix is null),
            kept as (
              update claim c set job_ids = rest.job_ids, attempts = rest.attempts, cancels = case when l.cancels is not null then
                (select array_agg(q) from unnest(l.cancels) q where q = any(rest.job_ids)) end
              from l join rest on rest.hix = l.ix
              where c.id = l.id and cardinality(rest.job_ids) < cardinality(l.job_ids)),
            """;

    private PgHeld() {}
}
