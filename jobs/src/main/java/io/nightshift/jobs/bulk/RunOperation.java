package io.nightshift.jobs.bulk;

import io.nightshift.api.bulk.Bulk;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkStep;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/**
 * Carries out one operation, a chunk at a time. No transaction is open between two chunks, so neither a throttle nor a
 * request to stop holds anything up. A later attempt goes on where the one before stood: so does a retry of one that was
 * stopped.
 */
@Handles(
        value = Bulk.TYPE,
        description = "Carries out an operation on many jobs; the page Jobs and POST /jobs:bulk start one",
        queue = "maintenance",
        maxAttempts = 10,
        submitters = "operator")
@ApplicationScoped
public class RunOperation implements JobHandler<BulkRequest, BulkTally> {

    private static final int CHUNK = 500;

    private final Bulk bulk;
    private final Throttle throttle;

    /**
     * Takes what moves jobs.
     *
     * @param bulk of the engine
     */
    @Inject
    public RunOperation(Bulk bulk) {
        this(bulk, new Throttle());
    }

    RunOperation(Bulk bulk, Throttle throttle) {
        this.bulk = bulk;
        this.throttle = throttle;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected RunOperation() {
        this(null, null);
    }

    @Override
    public Outcome<BulkTally> handle(BulkRequest args, JobContext context) throws InterruptedException {
        Optional<BulkTally> found = bulk.find(context.id());
        if (found.isEmpty()) {
            return Outcome.fail("Nobody has started this operation. A job of this type cannot be submitted: start"
                    + " operations with POST /jobs:bulk, or on the page Jobs of the console");
        }
        BulkTally tally = found.get();
        long total = bulk.total(context.id(), args);
        for (int limit = limit(args, tally); limit > 0; limit = limit(args, tally)) {
            context.checkCancelled();
            long began = System.nanoTime();
            BulkStep step = bulk.next(context.id(), args, limit);
            tally = step.tally();
            context.progress(tally.matched(), total == 0 ? 0 : Math.max(total, tally.matched()), words(tally));
            if (step.ended()) {
                break;
            }
            throttle.await(args.perSecond(), step.jobs(), began);
        }
        bulk.end(context.id());
        context.log(JobContext.LogLevel.INFO, (args.dryRun() ? "Dry run: " : "") + words(tally));
        return Outcome.success(tally);
    }

    /** How many jobs the next chunk may have; 0 if enough is done. */
    private static int limit(BulkRequest args, BulkTally tally) {
        int limit = args.perSecond() == null ? CHUNK : Math.min(CHUNK, args.perSecond());
        return args.most() == null ? limit : (int) Math.max(0, Math.min(limit, args.most() - tally.done()));
    }

    private static String words(BulkTally tally) {
        return String.format(Locale.ROOT, "%,d done, %,d skipped", tally.done(), tally.skipped());
    }
}
