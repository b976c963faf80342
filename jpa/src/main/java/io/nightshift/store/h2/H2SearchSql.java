package io.nightshift.store.h2;

import io.nightshift.store.read.SearchSql;

/** Plain statements. */
final class H2SearchSql implements SearchSql {

    @Override
    public String ready(boolean ofQueue, String order, int limit) {
        return "select job_id as id from ready where " + (ofQueue ? "queue = :queue and " : "")
                + "job_id > :low and job_id < :high order by id " + order + " limit " + limit;
    }

    @Override
    public boolean findsTenants() {
        return false;
    }

    @Override
    public String likeAscii(String column) {
        return "lower(" + column + ") like lower(cast(:text as varchar)) escape '!'";
    }

    /** Hibernate's stand-in for it looks at the first 1,000 elements only. */
    @Override
    public boolean intersectsArrays() {
        return false;
    }
}
