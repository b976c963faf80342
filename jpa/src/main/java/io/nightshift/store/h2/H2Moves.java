package io.nightshift.store.h2;

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

/** Several small statements in one transaction: correct, and as fast as an embedded database needs. */
public final class H2Moves implements Moves {

    @Override
    public InsertRows insert() {
        return new H2InsertRows();
    }

    @Override
    public GateRows gates() {
        return new H2GateRows();
    }

    @Override
    public Claim claim(JobIds ids) {
        return new H2Claim(ids);
    }

    @Override
    public TenantRows tenants() {
        return new H2TenantRows();
    }

    @Override
    public Finish finish() {
        return new H2Finish();
    }

    @Override
    public Release release() {
        return new H2Release();
    }

    @Override
    public ChunkRows chunks() {
        return new H2ChunkRows();
    }

    @Override
    public Promote promote() {
        return new H2Promote();
    }

    @Override
    public Expire expire() {
        return new H2Expire();
    }

    @Override
    public Rescue rescue() {
        return new H2Rescue();
    }

    @Override
    public PruneRows prune() {
        return new H2PruneRows();
    }

    @Override
    public MarkRows marks() {
        return new H2MarkRows();
    }

    @Override
    public SearchSql search() {
        return new H2SearchSql();
    }

    @Override
    public DepthSql depths() {
        return new H2DepthSql();
    }
}
