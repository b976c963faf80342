package io.nightshift.store.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nightshift.store.sql.Dialect;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementsTest {

    private static final Path FOLDER = Path.of("src/main/resources");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void everyStatementIsTakenByAClassThatBindsItsParameters(Dialect dialect) {
        assertThat(Statements.load(dialect)).hasSameSizeAs(Statements.owners(dialect));
    }

    @Test
    void everyFileIsLoadedWhenTheApplicationStarts() throws IOException {
        Set<String> owners = new TreeSet<>();
        for (Dialect dialect : Dialect.values()) {
            owners.addAll(Statements.owners(dialect));
        }

        assertThat(onDisk()).isEqualTo(owners);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        List<String> owners = List.of(
                Misspelt.class.getName(), Spare.class.getName(), Fileless.class.getName(), "io.nightshift.store.Gone");

        assertThatIllegalStateException()
                .isThrownBy(() -> Statements.load(owners))
                .withMessageContaining(
                        "io/nightshift/store/boot/Misspelt.sql, statement count: its class does not bind [state]"
                                + " and binds [states]")
                .withMessageContaining("io/nightshift/store/boot/Spare.sql, statement spare: no class takes it")
                .withMessageContaining("Fileless takes no statements")
                .withMessageContaining("io.nightshift.store.Gone");
    }

    private static Set<String> onDisk() throws IOException {
        Set<String> owners = new TreeSet<>();
        try (Stream<Path> files = Files.walk(FOLDER.resolve("io"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = FOLDER.relativize(file).toString().replace(File.separatorChar, '.');
                owners.add(path.substring(0, path.length() - ".sql".length()));
            }
        }
        return owners;
    }

    /** Takes nothing from a file. */
    static final class Fileless {}
}

/** Binds another parameter than its statement has. */
final class Misspelt {

    static final Sql COUNT = SqlFile.of(Misspelt.class).statement("count", "states");

    private Misspelt() {}
}

/** Leaves a statement in its file. */
final class Spare {

    static final SqlFile FILE = SqlFile.of(Spare.class);

    private Spare() {}

    /** Takes one all the same. */
    enum Inner {
        ONE;

        private final Sql sql = FILE.statement("taken");
    }
}
