package io.nightshift.jobs.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.jobs.csv.read.ImportRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {

    @TempDir
    private Path temp;

    private Path base;
    private Folder folder;

    @BeforeEach
    void setUp() throws Exception {
        base = temp.resolve("base");
        folder = Folder.at(base);
        Files.writeString(temp.resolve("secret.csv"), "x");
        Files.createDirectory(temp.resolve("base-other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.csv",
                "a/../../secret.csv",
                "./in.csv",
                "/etc/passwd",
                "..\\secret.csv",
                "..",
                ".",
                " ",
                "a\0b",
                "../base-other/x"
            })
    void refusesNamesThatLeadOut(String name) {
        assertThatThrownBy(() -> folder.input(name)).isInstanceOf(ImportRefusedException.class);
        assertThatThrownBy(() -> folder.output(name)).isInstanceOf(ImportRefusedException.class);
    }

    @Test
    void refusesLinksThatLeadOut() throws Exception {
        Files.createSymbolicLink(base.resolve("link.csv"), temp.resolve("secret.csv"));
        Files.createSymbolicLink(base.resolve("out"), temp.resolve("base-other"));
        Files.createSymbolicLink(base.resolve("dangling.csv"), temp.resolve("new.csv"));

        assertThatThrownBy(() -> folder.input("link.csv")).isInstanceOf(ImportRefusedException.class);
        assertThatThrownBy(() -> folder.output("link.csv")).isInstanceOf(ImportRefusedException.class);
        assertThatThrownBy(() -> folder.output("dangling.csv")).isInstanceOf(ImportRefusedException.class);
        assertThatThrownBy(() -> folder.output("out/new/x.csv")).isInstanceOf(ImportRefusedException.class);
        assertThat(temp.resolve("base-other")).isEmptyDirectory();
    }

    @Test
    void followsLinksThatStayInside() throws Exception {
        Files.createDirectories(base.resolve("a"));
        Files.writeString(base.resolve("a/in.csv"), "x");
        Files.createSymbolicLink(base.resolve("b"), base.resolve("a"));

        assertThat(folder.input("b/in.csv")).isEqualTo(base.toRealPath().resolve("a/in.csv"));
    }

    @Test
    void makesFoldersForOutput() throws Exception {
        assertThat(folder.output("x/y/out.csv")).isEqualTo(base.toRealPath().resolve("x/y/out.csv"));
        assertThat(base.resolve("x/y")).isDirectory();
        assertThatThrownBy(() -> folder.output("x/y")).hasMessage("'x/y' exists and is not a regular file");
        assertThatThrownBy(() -> folder.input("x/y")).hasMessage("'x/y' is not a regular file");
        assertThatThrownBy(() -> folder.input("x/z")).hasMessage("There is no file 'x/z' in the import folder");
    }
}
