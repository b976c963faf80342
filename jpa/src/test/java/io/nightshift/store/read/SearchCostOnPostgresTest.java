package io.nightshift.store.read;

import io.nightshift.store.TestPersistence;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class SearchCostOnPostgresTest extends SearchCostContract {

    /** A node that reads a table or an index, and what it passed by. */
    private static final Pattern SCAN =
            Pattern.compile(" (?:Scan|Only Scan)[^\\n]* on [^\\n]*actual rows=(\\d+)[^\\n]* loops=(\\d+)");

    private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: (\\d+)");

    @Override
    TestPersistence database() {
        return TestPersistence.postgres();
    }

    @Override
    String numbers(int most) {
        return "generate_series(1, " + most + ") n(x)";
    }

    /** As for a disk without moving parts: with the default of 4 it rightly reads a table of this size as a whole. */
    @Override
    void prepare(EntityManager em) {
        em.createNativeQuery("set local random_page_cost = 1.1").executeUpdate();
    }

    @Override
    String explain() {
        return "explain (analyze, timing off, summary off) ";
    }

    @Override
    long rowsRead(List<String> plan) {
        String text = String.join("\n", plan);
        return SCAN.matcher(text)
                        .results()
                        .mapToLong(SearchCostOnPostgresTest::rows)
                        .sum()
                + REMOVED.matcher(text)
                        .results()
                        .mapToLong(removed -> Long.parseLong(removed.group(1)))
                        .sum();
    }

    private static long rows(MatchResult scan) {
        return Long.parseLong(scan.group(1)) * Long.parseLong(scan.group(2));
    }
}
