package io.nightshift.store.move;

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
import io.nightshift.store.read.SearchSql;
import io.nightshift.store.run.MarkRows;
import io.nightshift.store.stat.DepthSql;
import io.nightshift.store.steer.ChunkRows;
import io.nightshift.store.submit.InsertRows;

/** All statements that are written for one database. {@code store.boot} chooses the database; nobody else asks which it is. */
public interface Moves {

    InsertRows insert();

    GateRows gates();

    Claim claim(JobIds ids);

    TenantRows tenants();

    Finish finish();

    Release release();

    ChunkRows chunks();

    Promote promote();

    Expire expire();

    Rescue rescue();

    PruneRows prune();

    MarkRows marks();

    SearchSql search();

    DepthSql depths();
}
