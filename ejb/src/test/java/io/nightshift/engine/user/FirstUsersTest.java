package io.nightshift.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.store.user.UserStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.util.ModularCrypt;

class FirstUsersTest {

    @TempDir
    private Path folder;

    private final Users users = new Users();
    private final FirstUsers first = new FirstUsers(users, new Passwords(new SecureRandom()));

    private static final class Users implements UserStore {

        private final Map<String, String> hashes = new LinkedHashMap<>();
        private final Map<String, Set<String>> roles = new LinkedHashMap<>();
        private boolean seenEmpty;

        @Override
        public boolean empty() {
            return seenEmpty || hashes.isEmpty();
        }

        @Override
        public boolean add(String name, String passwordHash, Set<String> of) {
            roles.putIfAbsent(name, of);
            return hashes.putIfAbsent(name, passwordHash) == null;
        }

        @Override
        public boolean addService(String name, String tokenHash, Set<String> of) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean token(String name, String tokenHash) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean password(String name, String passwordHash) {
            return hashes.replace(name, passwordHash) != null;
        }

        @Override
        public boolean roles(String name, Set<String> named) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean enabled(String name, boolean enabled) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Credentials> credentials(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<User> all() {
            return hashes.keySet().stream()
                    .map(name -> new User(name, false, true, Objects.requireNonNull(roles.get(name))))
                    .toList();
        }
    }

    private boolean verifies(String name, String password) throws GeneralSecurityException {
        PasswordFactory factory = PasswordFactory.getInstance(
                BCryptPassword.ALGORITHM_BCRYPT, WildFlyElytronPasswordProvider.getInstance());
        String hash = Objects.requireNonNull(users.hashes.get(name));
        return factory.verify(factory.translate(ModularCrypt.decode(hash)), password.toCharArray());
    }

    @Test
    void makesAnOperatorWhosePasswordOnlyItsOwnerCanRead() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("nightshift/operator-password");

        first.operator(file);

        String password = Files.readString(file).strip();
        assertThat(password).hasSize(24).matches("[a-zA-Z0-9]+");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(users.hashes.get("operator")).startsWith("$2a$").doesNotContain(password);
        assertThat(users.roles.get("operator")).containsExactlyInAnyOrder("admin", "operator", "submitter", "viewer");
        assertThat(verifies("operator", password)).isTrue();
        assertThat(verifies("operator", password + "x")).isFalse();
        try (Stream<Path> left = Files.list(folder.resolve("nightshift"))) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void makesNobodyWhereThereIsSomebody() {
        users.add("ann", "hash", Set.of("viewer"));
        Path file = folder.resolve("operator-password");

        first.operator(file);

        assertThat(file).doesNotExist();
        assertThat(users.hashes).containsOnlyKeys("ann");
    }

    @Test
    void leavesNoPasswordBehindWhenAnotherNodeWasFaster() {
        users.add("operator", "hash of the other node's", FirstUsers.ROLES);
        users.seenEmpty = true;
        Path file = folder.resolve("operator-password");

        first.operator(file);

        assertThat(file).doesNotExist();
        assertThat(users.hashes).containsEntry("operator", "hash of the other node's");
    }

    @Test
    void replacesAFileThatACrashLeftWithoutAUser() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("operator-password");
        Files.writeString(file, "left over\n");

        first.operator(file);

        assertThat(verifies("operator", Files.readString(file).strip())).isTrue();
    }

    @Test
    void makesNoUserWhosePasswordCannotBeLeft() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> first.operator(notAFolder.resolve("operator-password")))
                .hasMessageContaining("make its folder writable");
        assertThat(users.hashes).isEmpty();
    }

    @Test
    void addsTheUsersOfAFileOnce() throws IOException, GeneralSecurityException {
        Path file = Files.writeString(folder.resolve("users"), """
                # for tests
                vera:viewer:secret:with:colons

                sam:submitter,viewer:other
                """);

        first.ofFile(file);
        first.ofFile(file);

        assertThat(users.roles)
                .containsEntry("vera", Set.of("viewer"))
                .containsEntry("sam", Set.of("submitter", "viewer"));
        assertThat(verifies("vera", "secret:with:colons")).isTrue();
    }

    @Test
    void namesAWrongLineButNotItsPassword() throws IOException {
        Path file = Files.writeString(folder.resolve("users"), "vera:viewer:good\nsam:king:hidden\n");

        assertThatThrownBy(() -> first.ofFile(file))
                .hasMessageContaining("line 2")
                .hasMessageContaining("role")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> first.ofFile(folder.resolve("absent"))).hasMessageContaining("cannot be read");
    }
}
