package io.nightshift.test.handler;

import io.nightshift.api.client.JobClient;
import io.nightshift.api.client.Outbox;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes orders in transactions on a data source of its own, and submits a job for each in the same transaction. */
@Handles(value = "test.shop", description = "Takes orders.", queue = "shop", maxAttempts = 1)
@ApplicationScoped
public class Shop implements JobHandler<Shop.Args, Shop.Result> {

    public enum Way {
        /** The ordinary client. */
        DIRECT,
        OUTBOX
    }

    /**
     * What to do.
     *
     * @param orders of each transaction
     * @param transactions how many, one after the other
     * @param end how to end each
     * @param file where the jobs leave their traces
     */
    public record Args(
            @NotNull Way way,
            @NotNull Enqueue.End end,
            @Positive int orders,
            @Positive int transactions,
            @NotNull String file) {}

    /**
     * What came of it.
     *
     * @param ids of the jobs
     * @param seen how the first job of each transaction looked before its end
     * @param error what the client threw; null if nothing
     */
    public record Result(
            List<String> ids, List<String> seen, @Nullable String error) {}

    private Instance<JobClient> direct;
    private Instance<JobClient> outbox;
    private UserTransaction transaction;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Shop() {}

    @Inject
    public Shop(
            Instance<JobClient> direct,
            @Outbox("java:jboss/datasources/ShopDS") Instance<JobClient> outbox,
            UserTransaction transaction) {
        this.direct = direct;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws Exception {
        ShopTables.open();
        JobClient client = (args.way() == Way.OUTBOX ? outbox : direct).get();
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), null);
        for (int i = 0; i < args.transactions(); i++) {
            transaction.begin();
            try {
                take(args, context.id() + " " + i, client, result);
                if (args.end() == Enqueue.End.COMMIT) {
                    transaction.commit();
                }
            } catch (IllegalStateException refused) {
                return Outcome.success(new Result(result.ids(), result.seen(), refused.getMessage()));
            } finally {
                if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    transaction.rollback();
                }
            }
        }
        return Outcome.success(result);
    }

    /** Gives its connection back before the end of the transaction, as one should. */
    private static void take(Args args, String name, JobClient client, Result result) throws Exception {
        try (Connection connection = ShopTables.source().getConnection()) {
            ShopTables.order(connection, "before " + name);
            List<JobId> ids = client.submitAll(requests(args));
            for (JobId id : ids) {
                ShopTables.order(connection, id.toString());
                result.ids().add(id.toString());
            }
            result.seen().add(client.find(ids.get(0)).map(Shop::look).orElse("nothing"));
        }
    }

    private static List<JobRequest> requests(Args args) {
        return IntStream.range(0, args.orders())
                .mapToObj(i -> JobRequest.of("test.effect", new Effect.Args(args.file(), i % 3 == 0 ? 200 : 0, null))
                        .withTags("shop"))
                .toList();
    }

    private static String look(JobSnapshot job) {
        return job.state() + " " + job.reason();
    }
}
