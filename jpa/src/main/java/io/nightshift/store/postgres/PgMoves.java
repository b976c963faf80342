package io.nightshift.store.postgres;

import io.nightshift.store.claim.Claim;
import io.nightshift.store.claim.TenantRows;
import io.nightshift.store.duty.Expire;
import io.nightshift.store.duty.Promote;
import io.nightshift.store.duty.PruneRows;
import io.nightshift.store.duty.Rescue;
import io.nightshift.store.finish.Finish;
import io.nightshift.store.finish.Release;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.key.GateRows;
import io.nightshift.store.move.Moves;
import io.nightshift.store.read.SearchSql;
import io.nightshift.store.run.MarkRows;
import io.nightshift.store.stat.DepthSql;
import io.nightshift.store.steer.ChunkRows;
import io.nightshift.store.submit.InsertRows;

/** One statement a move, with arrays and data-modifying common table expressions. */
public final class PgMoves implements Moves {

    @Override
    public InsertRows insert() {
        return new PgInsertRows();
    }

    @Override
    public GateRows gates() {
        return new PgGateRows();
    }

    @Override
    public Claim claim(JobIds ids) {
        return new PgClaim(ids);
    }

    @Override
    public TenantRows tenants() {
        return new PgTenantRows();
    }

    @Override
    public Finish finish() {
        return new PgFinish();
    }

    @Override
    public Release release() {
        return new PgRelease();
    }

    @Override
    public ChunkRows chunks() {
        return new PgChunkRows();
    }

    @Override
    public Promote promote() {
        return new PgPromote();
    }

    @Override
    public Expire expire() {
        return new PgExpire();
    }

    @Override
    public Rescue rescue() {
        return new PgRescue();
    }

    @Override
    public PruneRows prune() {
        return new PgPruneRows();
    }

    @Override
    public MarkRows marks() {
        return new PgMarkRows();
    }

    @Override
    public SearchSql search() {
        return new PgSearchSql();
    }

    @Override
    public DepthSql depths() {
        return new PgDepthSql();
    }
}
