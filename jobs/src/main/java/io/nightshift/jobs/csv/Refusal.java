package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.Excerpt;
import io.nightshift.jobs.csv.read.ImportRefusedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from an error of the database whether it refused what is in a row. */
final class Refusal {

    /**
     * SQL states that a row's content causes: data, constraints, a view's check option; a trigger's own word on PostgreSQL
     * (P0001), a value too long for an index (54000).
     */
    private static final List<String> OF_CONTENT = List.of("22", "23", "44", "P0001", "54000");

    private static final String WRONG_STATEMENT = "42";

    private Refusal() {}

    /**
     * The database's words if it refused a row's content; null if the trouble is another, which a later attempt may not
     * meet.
     *
     * @throws ImportRefusedException if the table does not take the columns at all
     */
    static @Nullable String ofContent(SQLException e) {
        List<SQLException> chain = new ArrayList<>();
        for (SQLException cause = e; cause != null && chain.size() < 10; cause = cause.getNextException()) {
            chain.add(cause);
        }
        for (SQLException cause : chain) {
            String state = cause.getSQLState();
            if (state != null && state.startsWith(WRONG_STATEMENT)) {
                throw new ImportRefusedException("The table does not take these columns: " + cause.getMessage());
            }
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            String state = chain.get(i).getSQLState();
            if (state != null && OF_CONTENT.stream().anyMatch(state::startsWith)) {
                String message = chain.get(i).getMessage();
                return "refused by the table: " + Excerpt.of(message == null ? state : message, 150);
            }
        }
        return null;
    }
}
