package io.nightshift.store.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.sql.Dialect;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whole statements repeat lines. Those that must stay the same are held together here. */
class VariantsTest {

    private static final Map<String, String> SENT = sent();

    /** Taking jobs out of claims, from the unfolded arrays to the rows that are kept. */
    private static final Pattern HELD =
            Pattern.compile("(?s)h as materialized \\(\n  select l\\.ix as hix.*?\n(?=d as|v as)");

    @Test
    void jobsAreTakenOutOfClaimsByTheSameLines() {
        assertThat(List.of(
                                "PgFinish without-failures",
                                "PgFinish with-failures",
                                "PgFinish with-snoozes",
                                "PgRelease whole",
                                "PgRelease some")
                        .stream()
                        .map(name -> part(HELD, name))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aFinishWithSnoozesIsOneWithFailuresAndMore() {
        String more = sql("PgFinish with-snoozes");
        int from = more.indexOf("z as materialized");
        int to = more.indexOf("o as (", from);

        assertThat(more.substring(0, from) + more.substring(to)).isEqualTo(sql("PgFinish with-failures"));
    }

    @Test
    void aClaimOfATypeDiffersInNamingIt() {
        for (String claim : List.of("PgClaim head", "PgClaim turns")) {
            assertThat(sql(claim + "-of-type")
                            .replace("queue, type, job_ids", "queue, job_ids")
                            .replace("select ?, ?, ?, ?, array_agg", "select ?, ?, ?, array_agg"))
                    .isEqualTo(sql(claim));
        }
    }

    @Test
    void aClaimInTurnsDiffersInTheHeadAndTheTenant() {
        assertThat(sql("PgClaim turns")
                        .replaceAll("(?s)ready_turns\\(.*?, \\?, \\?\\)", "ready_head(?, ?, ?, ?::smallint, ?, ?)")
                        .replace("returning tenant, priority", "returning priority")
                        .replace(",\n  r.tenant\nfrom", "\nfrom"))
                .isEqualTo(sql("PgClaim head"));
    }

    @Test
    void holdersAreOverByTheSameCondition() {
        Pattern over = Pattern.compile("(?s)\\(not exists \\(select 1 from job .*");

        assertThat(List.of("Gates left", "Gates take-left", "Gates take-over", "Gates stale").stream()
                        .map(name -> part(over, name))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aWaitingAndASkippingLockDifferInThat() {
        assertThat(sql("PgGateRows lock-free")).isEqualTo(sql("PgGateRows lock-waiting") + " skip locked");
        assertThat(sql("Cancel claim-unless-busy")).isEqualTo(sql("Cancel claim") + " skip locked");
    }

    private static String part(Pattern pattern, String name) {
        Matcher part = pattern.matcher(sql(name));
        assertThat(part.find()).as(name).isTrue();
        return part.group();
    }

    private static String sql(String name) {
        String sql = SENT.get(name);
        assertThat(sql).as(name).isNotNull();
        return sql == null ? "" : sql;
    }

    private static Map<String, String> sent() {
        Map<String, String> sent = new TreeMap<>();
        for (SqlFile file : Statements.load(Dialect.POSTGRESQL)) {
            for (Sql sql : file.statements()) {
                sent.put(sql.where().replaceAll(".*/(\\w+)\\.sql, statement ", "$1 "), sql.text());
            }
        }
        return sent;
    }
}
