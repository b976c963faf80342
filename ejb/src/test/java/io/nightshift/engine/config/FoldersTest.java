package io.nightshift.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class FoldersTest {

    @TempDir
    private Path temp;

    @Test
    void closesAFolderToOthersAndLeavesItToItsGroup() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(Folders.closeToOthers(folder)).isTrue();
        assertThat(Folders.closeToOthers(folder)).isTrue();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void doesNothingWithWhatIsNotThere() {
        assertThat(Folders.closeToOthers(temp.resolve("none"))).isFalse();
    }
}
