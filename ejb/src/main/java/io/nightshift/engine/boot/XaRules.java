package io.nightshift.engine.boot;

import io.nightshift.engine.config.Settings;
import java.util.function.IntSupplier;

/** What must be so before callers' transactions may span databases. Costs nothing if they may not. */
final class XaRules {

    private XaRules() {}

    /**
     * Checks, if XA is wanted.
     *
     * @param preparable how many transactions the database can keep prepared; asked only then
     * @throws IllegalStateException if something is missing; says what to do
     */
    static void check(Settings settings, IntSupplier preparable) {
        String wanted = settings.text("nightshift.db.xa", "false");
        if (wanted.equals("false")) {
            return;
        }
        if (!wanted.equals("true")) {
            settings.problem("nightshift.db.xa must be true or false, was '" + wanted + "'");
        }
        if (settings.text("jboss.tx.node.id", "1").equals("1")) {
            // Recovery takes what bears its name for its own: a second server of that name would undo what the first
            // one does.
            settings.problem(
                    "nightshift.db.xa needs a name for this server's transactions that no other server has and that it"
                            + " keeps: start it with -Djboss.tx.node.id=<at most 23 characters>");
        }
        if (preparable.getAsInt() == 0) {
            settings.problem(
                    "nightshift.db.xa needs a PostgreSQL that keeps prepared transactions: set max_prepared_transactions"
                            + " to at least NIGHTSHIFT_DB_POOL for each node, and restart it");
        }
        settings.check();
    }
}
