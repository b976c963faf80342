package io.nightshift.store.read;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Outcomes;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A look into the outcomes' primary key, a thousand jobs at a time. */
public final class JdbcOutcomes implements Outcomes {

    private static final Sql ENDED = SqlFile.of(JdbcOutcomes.class).statement("ended", "jobs");
    private static final int MOST = 1_000;

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcOutcomes(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public Set<JobId> ended(Collection<JobId> asked) {
        List<UUID> ids = asked.stream().map(JobId::value).toList();
        Set<JobId> ended = new HashSet<>();
        for (int from = 0; from < ids.size(); from += MOST) {
            List<UUID> part = new ArrayList<>(ids.subList(from, Math.min(from + MOST, ids.size())));
            transactor
                    .call("Asking which of " + part.size() + " jobs have ended", on -> Rows.ids(on, ENDED, part))
                    .forEach(id -> ended.add(new JobId(id)));
        }
        return ended;
    }
}
