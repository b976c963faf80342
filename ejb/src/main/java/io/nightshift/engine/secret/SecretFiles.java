package io.nightshift.engine.secret;

import io.nightshift.engine.config.Settings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/**
 * Secrets as files of one folder, each named as its secret. They are read anew for each attempt, so a new one counts at once.
 * A file {@code name.types} beside one names the job types that may use it, a line each; without it all may.
 */
public final class SecretFiles implements Secrets {

    private static final int LARGEST = 64 << 10;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private final Path folder;

    /** Reads from a folder, which need not exist. */
    public SecretFiles(Path folder) {
        this.folder = folder;
    }

    /** The folder in {@code nightshift.secrets.dir}, by default {@code nightshift/secrets} in the server's data folder. */
    public static SecretFiles of(Settings settings) {
        String data = settings.text("jboss.server.data.dir", ".");
        return new SecretFiles(Path.of(settings.text(
                "nightshift.secrets.dir", Path.of(data, "nightshift", "secrets").toString())));
    }

    @Override
    public String text(String name, String type) {
        Path file = file(name);
        allow(name, type);
        String text = read(name, file);
        String secret = text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (secret.isEmpty()) {
            throw new SecretException("The secret '" + name + "' is empty on this node");
        }
        return secret;
    }

    /** Links are followed within the folder only: that is how secrets are mounted by Kubernetes. */
    private Path file(String name) {
        Path file = folder.resolve(name);
        try {
            if (!file.getFileName().toString().equals(name)
                    || !Files.isRegularFile(file)
                    || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw unknown(name);
            }
            return file;
        } catch (IOException e) {
            throw unknown(name);
        }
    }

    private static SecretException unknown(String name) {
        return new SecretException("There is no secret '" + name
                + "' on this node; put a file of this name into the folder NIGHTSHIFT_SECRETS_DIR of every node");
    }

    private void allow(String name, String type) {
        Path types = folder.resolve(name + ".types");
        // A link that leads nowhere is there: who put it meant to say whose the secret is.
        if (Files.notExists(types, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<String> allowed = read(name, types).lines().map(String::strip).toList();
        if (!allowed.contains(type)) {
            throw new SecretException("The secret '" + name + "' is not for job type " + type + "; the file " + name
                    + ".types beside it names those that may use it");
        }
    }

    private static String read(String name, Path file) {
        try {
            if (openToOthers(file)) {
                throw new SecretException("The secret '" + name
                        + "' is open to others on this node: take their rights with chmod o-rwx " + file.getFileName());
            }
            if (Files.size(file) > LARGEST) {
                throw new SecretException("The secret '" + name + "' has more than " + LARGEST + " bytes");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new SecretException("The secret '" + name + "' is no text in UTF-8");
        } catch (IOException e) {
            throw new SecretException("The secret '" + name + "' cannot be read on this node: "
                    + e.getClass().getSimpleName());
        }
    }

    private static boolean openToOthers(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
    }
}
