package io.nightshift.web.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMapperTest {

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08003", "08006", "57P01", "57P02", "57P03", "53300", "53100", "90067", "90098"})
    void aDatabaseThatIsAwayPasses(String state) {
        assertJudged(503, "database-away", new SQLException("gone", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40001", "40P01", "57014", "25P03", "HYT00"})
    void waitingTooLongPasses(String state) {
        assertJudged(503, "database-busy", new SQLException("too long", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22003", "22001", "23505", "42601", "42P01", "XX000"})
    void whatTheDatabaseRefusesForGoodDoesNotPass(String state) {
        assertJudged(500, "internal", new SQLException("never", state));
        assertJudged(
                500, "internal", new SQLTransientConnectionException("wrapped", new SQLException("never", "22021")));
    }

    @Test
    void aPoolWithoutConnectionsPasses() {
        SQLException pool = new SQLException(
                "IJ031084: Unable to create connection", new jakarta.resource.ResourceException("IJ000655: none"));

        assertJudged(503, "database-away", pool);
    }

    @Test
    void causesThatGoInCirclesEnd() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertJudged(500, "internal", first);
    }

    private static void assertJudged(int status, String kind, Throwable thrown) {
        Throwable wrapped = new IllegalStateException("a", new RuntimeException("b", thrown));
        for (Throwable one : new Throwable[] {thrown, wrapped}) {
            Problem problem = ProblemMapper.judge(one, "/jobs");

            assertThat(problem.status()).as(one.toString()).isEqualTo(status);
            assertThat(problem.type()).endsWith(":" + kind);
        }
    }
}
