package io.nightshift.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"'s3cret\n',s3cret", "'s3cret\r\n',s3cret", "' two lines\nlong\n\n',' two lines\nlong\n'"})
    void readsAFileWithoutTheEndOfItsLastLine(String content, String secret) throws IOException {
        put("erp-token", content, "rw-------");

        assertThat(secrets().text("erp-token", "a.b")).isEqualTo(secret);
    }

    @Test
    void isReadAnewEachTime() throws IOException {
        put("erp-token", "old", "rw-------");
        assertThat(secrets().text("erp-token", "a.b")).isEqualTo("old");

        put("erp-token", "new", "rw-------");
        assertThat(secrets().text("erp-token", "a.b")).isEqualTo("new");
    }

    @Test
    void saysWhatToDoForOneThatIsNotThere() {
        assertThatThrownBy(() -> secrets().text("erp-token", "a.b"))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("'erp-token'")
                .hasMessageContaining("NIGHTSHIFT_SECRETS_DIR");
        assertThatThrownBy(() -> new SecretFiles(folder.resolve("nowhere")).text("x", "a.b"))
                .isInstanceOf(SecretException.class);
    }

    @Test
    void trustsNoFileThatOthersCanOpen() throws IOException {
        put("erp-token", "s3cret", "rw-r--r--");

        assertThatThrownBy(() -> secrets().text("erp-token", "a.b"))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("chmod o-rwx")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void isForTheTypesThatAreNamedBesideIt() throws IOException {
        put("erp-token", "s3cret", "rw-------");
        put("erp-token.types", "http.call\ninvoice.render\n", "rw-------");

        assertThat(secrets().text("erp-token", "invoice.render")).isEqualTo("s3cret");
        assertThatThrownBy(() -> secrets().text("erp-token", "csv.import"))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("csv.import")
                .hasMessageContaining("erp-token.types");
    }

    /** Such as after a key of a mounted secret was renamed: it must not be open to all types for it. */
    @Test
    void isForNobodyWhileTheNamesBesideItAreALinkThatLeadsNowhere() throws IOException {
        put("erp-token", "s3cret", "rw-------");
        Files.createSymbolicLink(folder.resolve("erp-token.types"), Path.of("gone"));

        assertThatThrownBy(() -> secrets().text("erp-token", "invoice.render"))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void followsLinksWithinTheFolderAndNotOutOfIt(@TempDir Path elsewhere) throws IOException {
        Path data = Files.createDirectory(folder.resolve("..data"));
        Files.setPosixFilePermissions(
                Files.writeString(data.resolve("inside"), "mounted"), PosixFilePermissions.fromString("r--------"));
        Files.createSymbolicLink(folder.resolve("inside"), Path.of("..data", "inside"));
        Path other = Files.writeString(elsewhere.resolve("other"), "not ours");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(folder.resolve("outside"), other);

        assertThat(secrets().text("inside", "a.b")).isEqualTo("mounted");
        assertThatThrownBy(() -> secrets().text("outside", "a.b")).isInstanceOf(SecretException.class);
        assertThatThrownBy(() -> secrets().text("..data", "a.b")).isInstanceOf(SecretException.class);
    }

    @Test
    void refusesWhatIsNoSecret() throws IOException {
        put("empty", "\n", "rw-------");
        put("large", "x".repeat(70_000), "rw-------");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.setPosixFilePermissions(folder.resolve("binary"), PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> secrets().text("empty", "a.b")).hasMessageContaining("empty");
        assertThatThrownBy(() -> secrets().text("large", "a.b")).hasMessageContaining("65536");
        assertThatThrownBy(() -> secrets().text("binary", "a.b")).hasMessageContaining("UTF-8");
    }

    private SecretFiles secrets() {
        return new SecretFiles(folder);
    }

    private void put(String name, String content, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
