package io.nightshift.test.handler;

import io.nightshift.api.client.JobClient;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import javax.naming.InitialContext;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** Takes an order and submits a job in one transaction over two databases, and dies in the middle of its commit. */
@Handles(value = "test.halt", description = "Ends the server.", queue = "test", maxAttempts = 1)
@ApplicationScoped
public class Halt implements JobHandler<Halt.Args, Void> {

    public enum When {
        /** Both databases have prepared, and nothing is decided. */
        PREPARED,
        /** It is decided, and neither database knows. */
        DECIDED
    }

    /**
     * When to die.
     *
     * @param once a file that is made before, so that a second attempt does nothing
     */
    public record Args(@NotNull When when, @NotNull String once) {}

    private JobClient jobs;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Halt() {}

    @Inject
    public Halt(JobClient jobs) {
        this.jobs = jobs;
    }

    @Override
    @SuppressWarnings("BanJNDI") // a constant
    public Outcome<Void> handle(Args args, JobContext context) throws Exception {
        if (Files.exists(Path.of(args.once()))) {
            return Outcome.success();
        }
        ShopTables.open();
        Files.createFile(Path.of(args.once()));
        TransactionManager transactions = InitialContext.doLookup("java:jboss/TransactionManager");
        transactions.begin();
        // Asked in the order of their coming.
        if (args.when() == When.DECIDED) {
            boolean unused = transactions.getTransaction().enlistResource(new Deadly(When.DECIDED));
        }
        try (Connection connection = ShopTables.source().getConnection()) {
            JobId id = jobs.submit(JobRequest.of("test.echo", new Echo.Args("order"))
                    .withTags(args.when().name()));
            ShopTables.order(connection, id.toString());
        }
        if (args.when() == When.PREPARED) {
            boolean unused = transactions.getTransaction().enlistResource(new Deadly(When.PREPARED));
        }
        transactions.commit();
        return Outcome.success();
    }

    /** A part of the transaction that ends the server as kill -9 does. */
    private record Deadly(When when) implements XAResource {

        @Override
        public int prepare(Xid xid) {
            if (when == When.PREPARED) {
                Runtime.getRuntime().halt(137);
            }
            return XA_OK;
        }

        @Override
        public void commit(Xid xid, boolean onePhase) {
            Runtime.getRuntime().halt(137);
        }

        @Override
        public void start(Xid xid, int flags) {
            // Nothing to do.
        }

        @Override
        public void end(Xid xid, int flags) {
            // Nothing to do.
        }

        @Override
        public void rollback(Xid xid) {
            // Nothing to do.
        }

        @Override
        public void forget(Xid xid) {
            // Nothing to do.
        }

        @Override
        public Xid[] recover(int flag) {
            return new Xid[0];
        }

        @Override
        public boolean isSameRM(@Nullable XAResource other) {
            return this == other;
        }

        @Override
        public int getTransactionTimeout() {
            return 0;
        }

        @Override
        public boolean setTransactionTimeout(int seconds) {
            return false;
        }
    }
}
