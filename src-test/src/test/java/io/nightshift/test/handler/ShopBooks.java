package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what the shop has in its tables; first puts an entry of its own into the outbox if it is told to. */
@Handles(value = "test.shop.books", description = "Tells what the shop has.", queue = "test", maxAttempts = 1)
@ApplicationScoped
public class ShopBooks implements JobHandler<ShopBooks.Args, ShopBooks.Result> {

    /**
     * What to put into the outbox.
     *
     * @param id of the entry; null for none
     */
    public record Args(
            @Nullable String id,
            @Nullable String type,
            @Nullable String args) {}

    /**
     * What is there.
     *
     * @param orders ids of the jobs of orders whose transactions committed
     * @param waiting ids of entries in the outbox
     * @param inDoubt names of transactions that are prepared and not decided
     */
    public record Result(List<String> orders, List<String> waiting, List<String> inDoubt) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws Exception {
        ShopTables.open();
        if (args.id() != null) {
            try (Connection connection = ShopTables.source().getConnection();
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into nightshift_outbox (id, type, args, options, submitter) values (?, ?, ?, '{}', 'sql')")) {
                insert.setString(1, args.id());
                insert.setString(2, args.type());
                insert.setString(3, args.args());
                insert.executeUpdate();
            }
        }
        return Outcome.success(new Result(
                ShopTables.ids("select id from shop_order where id not like 'before%'"),
                ShopTables.ids("select id from nightshift_outbox"),
                ShopTables.inDoubt()));
    }
}
