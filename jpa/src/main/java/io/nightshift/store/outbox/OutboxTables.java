package io.nightshift.store.outbox;

import java.util.function.BooleanSupplier;

/** Finds the outboxes of applications. A CDI bean. */
@FunctionalInterface
public interface OutboxTables {

    /**
     * The outbox behind a data source, which is looked up at its first use: it may come later than this node.
     *
     * @param dataSource its JNDI name, from the settings of this node
     * @param inTransaction whether the calling thread has a JTA transaction
     */
    OutboxTable of(String dataSource, BooleanSupplier inTransaction);
}
