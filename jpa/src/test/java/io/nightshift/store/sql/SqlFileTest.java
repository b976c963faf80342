package io.nightshift.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlFileTest {

    private static final String PATH = "io/nightshift/store/sql/SqlFileTest.sql";

    private final SqlFile file = SqlFile.of(SqlFileTest.class);
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement create = connection.createStatement()) {
            create.execute("create table place (name varchar(20), size integer)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void parametersAreBoundByNameInAnyOrderAndAtEachOfTheirPlaces() throws SQLException {
        Sql put = file.statement("put", "size", "name");
        Sql count = file.statement("by-name", "name", "size");

        Rows.batch(
                connection,
                put,
                List.of(1, 2),
                (row, size) -> row.text("name", "here").number("size", size));

        assertThat(count(count, 0)).isEqualTo(2);
        assertThat(count(count, 2)).isEqualTo(1);
        assertThat(count(count, 3)).isZero();
    }

    @Test
    void whatIsNotBoundIsNamedBeforeTheDatabaseIsAsked() throws SQLException {
        try (Bound put = file.statement("put", "name", "size").on(connection)) {
            put.text("name", "here");

            assertThatIllegalStateException()
                    .isThrownBy(put::update)
                    .withMessageContaining(PATH + ", statement put: no value for size");
            assertThatIllegalStateException().isThrownBy(put::add).withMessageContaining("no value for size");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> put.number("length", 1))
                    .withMessageContaining("statement put has no parameter length");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqlFile.of(SqlTextTest.class))
                .withMessageContaining("no file io/nightshift/store/sql/SqlTextTest.sql");
    }

    @Test
    void aMissingStatementIsNamedWithThoseThatAreThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> file.statement("puts"))
                .withMessageContaining(PATH + " has no statement puts; it has [by-name, put, ");
    }

    @Test
    void aParameterThatNobodyBindsIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> file.statement("put", "name"))
                .withMessageContaining(PATH + ", statement put: its class does not bind [size]");
    }

    @Test
    void aParameterThatTheStatementDoesNotHaveIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> file.statement("put", "name", "size", "color"))
                .withMessageContaining("statement put: its class does not bind [] and binds [color]");
    }

    @Test
    void aParameterIsDeclaredOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> file.statement("put", "name", "size", "name"))
                .withMessageContaining("declared twice");
    }

    @Test
    void whatNobodyTookIsKnown() {
        file.statement("put", "name", "size");

        assertThat(file.untaken()).containsExactly("by-name", "nobody-takes-this", "shape");
        assertThat(file.statements()).extracting(Sql::where).containsExactly(PATH + ", statement put");
    }

    @Test
    void aVariantHasTheLinesThatItsCallersNeed() {
        Sql[] shapes = file.variants("shape", "sizes", "few")
                .declare(bits -> bits == 3 ? new String[] {"size"} : new String[0]);

        assertThat(Arrays.stream(shapes).map(Sql::text))
                .containsExactly(
                        "select name\nfrom (select * from place limit 1) place",
                        "select name\n  , size\nfrom (select * from place limit 1) place",
                        "select name\nfrom place",
                        "select name\n  , size\nfrom place\nwhere size = ?");
        assertThat(file.statements()).hasSize(4);
    }

    @Test
    void theParametersOfEachVariantAreCompared() {
        SqlVariants shape = file.variants("shape", "sizes", "few");

        assertThatIllegalStateException()
                .isThrownBy(() -> shape.declare(bits -> new String[0]))
                .withMessageContaining("statement shape [sizes, few]: its class does not bind [size]");
    }

    @Test
    void aMarkThatIsNoFlagIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> file.variants("shape", "sizes").declare(bits -> new String[0]))
                .withMessageContaining("statement shape: of [few] some are none of [sizes]");
    }

    @Test
    void twoStatementsOfOneNameAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqlFile.split("a.sql", "-- name: a\nselect 1;\n-- name: a\nselect 2;\n"))
                .withMessage("a.sql has two statements a");
    }

    @Test
    void aBadNameIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqlFile.split("a.sql", "-- name: A b\nselect 1;\n"))
                .withMessageContaining("no name of a statement: -- name: A b");
    }

    @Test
    void whatStandsBeforeTheFirstNameIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqlFile.split("a.sql", "-- a comment\n\nselect 1;\n"))
                .withMessageContaining("before the first -- name: select 1;");
    }

    private int count(Sql sql, int size) throws SQLException {
        Integer count =
                sql.first(connection, select -> select.text("name", "here").number("size", size), row -> row.getInt(1));
        return count == null ? -1 : count;
    }
}
