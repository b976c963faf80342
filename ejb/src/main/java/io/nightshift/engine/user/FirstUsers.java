package io.nightshift.engine.user;

import io.nightshift.engine.access.Role;
import io.nightshift.engine.log.RimLog;
import io.nightshift.store.user.UserStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the users without whom nobody could sign in: one operator with a password of its own on the very first start, and
 * those of a file that somebody prepared.
 */
final class FirstUsers {

    static final String OPERATOR = "operator";
    static final Set<String> ROLES = Role.words();
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final UserStore users;
    private final Passwords passwords;

    FirstUsers(UserStore users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /**
     * Makes the operator if there is no user at all.
     *
     * <p>The password is on disk, for its owner only, before the user exists; so a crash in between leaves a file without a
     * user, which the next start replaces, and never a user whose password nobody knows. If two nodes start at once, one
     * adds the user and the other removes its file.
     *
     * @param file where to leave the password
     */
    void operator(Path file) {
        if (!users.empty()) {
            return;
        }
        String password = passwords.make();
        try {
            write(file, password);
            if (users.add(OPERATOR, passwords.hash(password), ROLES)) {
                RimLog.LOG.firstUserMade(OPERATOR, file.toString());
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The first user's password cannot be left in " + file + "; make its folder writable", e);
        }
    }

    /**
     * Makes the users of a file that do not exist yet. A line is {@code name:role,role:password}; empty lines and those that
     * begin with {@code #} are passed over.
     *
     * @throws IllegalStateException if the file cannot be read or a line is wrong; names the line, never its password
     */
    void ofFile(Path file) {
        int number = 0;
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(line, file + ", line " + number);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("nightshift.users.file cannot be read: " + file, e);
        }
    }

    private void add(String line, String place) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3 || parts[0].isBlank() || parts[0].length() > 100 || parts[2].isEmpty()) {
            throw new IllegalStateException(place + " should be name:role,role:password");
        }
        Set<String> roles = new TreeSet<>(List.of(parts[1].split(",")));
        if (!ROLES.containsAll(roles)) {
            throw new IllegalStateException(place + " names a role that is none of " + ROLES);
        }
        boolean exists = users.all().stream().anyMatch(user -> user.name().equals(parts[0]));
        if (!exists && users.add(parts[0], passwords.hash(parts[2]), roles)) {
            RimLog.LOG.userMade(parts[0], String.join(", ", roles));
        }
    }

    private static void write(Path file, String password) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // Born with its permissions, then moved into place: at no moment can others read it, or anybody read half of
        // it.
        Path draft = Files.createTempFile(folder, "operator-password", ".new", ownerOnly());
        Files.writeString(draft, password + "\n", StandardCharsets.UTF_8);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
