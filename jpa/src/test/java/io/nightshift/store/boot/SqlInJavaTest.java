package io.nightshift.store.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL stands in files. What Hibernate reads is JPQL, which speaks of entities, and stays where it is used. */
class SqlInJavaTest {

    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java"), Path.of("../ejb/src/main/java"), Path.of("../web/src/main/java"));

    /** Classes that may, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "JpaJobSearch", "JPQL in several parts",
            "SearchPlan", "puts a search together from whatever filters were given",
            "SearchText", "its condition on the text",
            "PgSearchSql", "its part on PostgreSQL",
            "H2SearchSql", "its part on H2",
            "JobReader", "JPQL in several parts",
            "RunningJobs", "JPQL in several parts",
            "DatabaseClock", "JPQL without an entity",
            "Connections", "shows the pool a dead connection, by any statement");

    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(?<block>.*?)\"\"\"|\"(?<line>(?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?:\\*|//|/\\*).*$");
    private static final Pattern STATEMENT = Pattern.compile(
            "\\s*(?:select|insert into|update|delete from|merge into|with (?:recursive )?\\w+ as)\\s.*",
            Pattern.DOTALL);

    /** Of a statement that is put together. */
    private static final Pattern PART = Pattern.compile(
            ".*(?:= \\?|any\\(\\?\\)|\\border by \\w|\\bfor update\\b|\\bskip locked\\b|\\blimit \\?|\\bvalues \\(|\\bfrom \\w+ where\\b).*",
            Pattern.DOTALL);

    private static final Pattern ENTITY = Pattern.compile("[A-Z][A-Za-z]*Entity");

    @Test
    void thereIsNone() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    if (!EXCEPTIONS.containsKey(name)) {
                        literals(file).filter(SqlInJavaTest::statement).forEach(sql -> found.add(name + ": " + sql));
                    }
                }
            }
        }

        assertThat(found).as("belongs into the .sql file of its class").isEmpty();
    }

    private static boolean statement(String literal) {
        return (STATEMENT.matcher(literal).matches() || PART.matcher(literal).matches())
                && !ENTITY.matcher(literal).find();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from job",
                "\n  with d as (delete",
                "delete from outcome where job_id = ?",
                " where name = ?",
                " for update",
                " order by name"
            })
    void itIsRecognized(String sql) {
        assertThat(statement(sql)).isTrue();
    }

    private static Stream<String> literals(Path file) throws IOException {
        Matcher literal =
                LITERAL.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""));
        return literal
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList()
                .stream();
    }
}
