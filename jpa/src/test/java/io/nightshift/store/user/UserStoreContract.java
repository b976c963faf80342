package io.nightshift.store.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.TestPersistence;
import io.nightshift.store.user.UserStore.Credentials;
import io.nightshift.store.user.UserStore.User;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link UserStore} promises, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UserStoreContract {

    private final TestPersistence database = database();
    private final UserStore users = database.store(UserStore.class, JpaUserStore::new);

    abstract TestPersistence database();

    @BeforeEach
    void clear() {
        database.sql("delete from app_user");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    @Test
    void addsUserOnce() {
        assertThat(users.empty()).isTrue();
        assertThat(users.add("bob", "$2a$10$abc", Set.of())).isTrue();
        assertThat(users.add("ann", "$2a$10$abc", Set.of("admin", "operator"))).isTrue();
        assertThat(users.add("ann", "$2a$10$other", Set.of("viewer"))).isFalse();

        assertThat(users.empty()).isFalse();
        assertThat(users.all())
                .containsExactly(
                        new User("ann", false, true, Set.of("admin", "operator")),
                        new User("bob", false, true, Set.of()));
    }

    @Test
    void keepsServicesApartFromPeople() {
        assertThat(users.addService("erp", "00ff", Set.of("submitter"))).isTrue();
        assertThat(users.addService("erp", "11ff", Set.of("admin"))).isFalse();
        users.add("ann", "$2a$10$abc", Set.of("viewer"));

        assertThat(users.all())
                .containsExactly(
                        new User("ann", false, true, Set.of("viewer")),
                        new User("erp", true, true, Set.of("submitter")));
        assertThat(users.password("erp", "$2a$10$new")).isFalse();
        assertThat(users.token("ann", "22ff")).isFalse();
        assertThat(users.token("erp", "22ff")).isTrue();
    }

    @Test
    void removesAUserWithItsRoles() {
        users.add("ann", "$2a$10$abc", Set.of("viewer", "admin"));

        assertThat(users.remove("ann")).isTrue();
        assertThat(users.remove("ann")).isFalse();
        assertThat(users.all()).isEmpty();
    }

    @Test
    void readsWhatASecretIsCheckedAgainst() {
        users.add("ann", "$2a$10$abc", Set.of("viewer", "admin"));
        users.addService("erp", "00ff", Set.of());

        assertThat(users.credentials("ann"))
                .contains(new Credentials("ann", false, true, "$2a$10$abc", Set.of("viewer", "admin")));
        assertThat(users.credentials("erp")).contains(new Credentials("erp", true, true, "00ff", Set.of()));
        assertThat(users.credentials("Ann")).isEmpty();
        assertThat(users.credentials("ann").orElseThrow().toString()).doesNotContain("$2a");
    }

    @Test
    void replacesRolesAndSwitchesUsersOffAndOn() {
        users.add("ann", "$2a$10$abc", Set.of("viewer", "admin"));

        assertThat(users.roles("ann", Set.of("viewer", "operator"))).isTrue();
        assertThat(users.enabled("ann", false)).isTrue();
        assertThat(users.all()).containsExactly(new User("ann", false, false, Set.of("viewer", "operator")));
        assertThat(users.enabled("ann", true)).isTrue();
        assertThat(users.all()).containsExactly(new User("ann", false, true, Set.of("viewer", "operator")));
        assertThat(users.roles("nobody", Set.of())).isFalse();
        assertThat(users.enabled("nobody", true)).isFalse();
    }

    @Test
    void replacesPassword() throws Exception {
        users.add("ann", "$2a$10$abc", Set.of("viewer"));

        assertThat(users.password("ann", "$2a$10$new")).isTrue();
        assertThat(users.password("nobody", "$2a$10$new")).isFalse();
        try (var connection = database.dataSource().getConnection();
                var row = connection.createStatement().executeQuery("select password_hash from app_user")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("$2a$10$new");
        }
    }
}
