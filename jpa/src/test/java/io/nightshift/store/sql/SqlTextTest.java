package io.nightshift.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

    @Test
    void parametersBecomeQuestionMarks() {
        SqlText sql = SqlText.of("select a from t where b = :first and c = any(:second_2) or b < :first;\n");

        assertThat(sql.text()).isEqualTo("select a from t where b = ? and c = any(?) or b < ?");
        assertThat(sql.places()).containsExactly("first", "second_2", "first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select a::text, b::varchar[] from t",
                "select ':no', 'it''s :no' from t",
                "select \":no\" from t",
                "select E'\\':no' from t",
                "select $$:no ; $$ from t",
                "select $body$ :no $$ ? $body$ from t",
                "select a[1:2] from t",
                "select x$y from t"
            })
    void whatIsNoParameterStays(String statement) {
        SqlText sql = SqlText.of(statement + ";");

        assertThat(sql.text()).isEqualTo(statement);
        assertThat(sql.places()).isEmpty();
    }

    @Test
    void aCastFollowsAParameter() {
        assertThat(SqlText.of("select :ids::uuid[], :n::int;").text()).isEqualTo("select ?::uuid[], ?::int");
    }

    @Test
    void commentsAndEmptyLinesAreLeftOut() {
        SqlText sql = SqlText.of("""
                -- Says :nothing; and ? and 'nothing
                select a, -- the first
                  /* one :no /* in another */ ; */ b

                from t
                ; -- the end
                """);

        assertThat(sql.text()).isEqualTo("select a,\n   b\nfrom t");
        assertThat(sql.places()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1                | semicolon",
                "select 1; select 2;     | behind its semicolon",
                "select ?;               | question mark",
                "select \"a;             | never closed",
                "select $x$ a;           | never closed",
                "select /* a;            | never closed"
            })
    void whatCannotBeReadIsRefused(String statement, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlText.of(statement))
                .withMessageContaining(reason);
    }
}
