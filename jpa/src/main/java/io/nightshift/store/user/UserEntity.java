package io.nightshift.store.user;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user with roles. */
@Entity
@Table(name = "app_user")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class UserEntity {

    @Id
    private String name;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "token_hash")
    private @Nullable String tokenHash;

    private boolean enabled;

    @Column(name = "created_at")
    private Instant createdAt;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "app_user_role", joinColumns = @JoinColumn(name = "user_name"))
    @Column(name = "role")
    private Set<String> roles = new HashSet<>();

    /** Gives an added user its roles. */
    void grant(Set<String> granted) {
        roles.addAll(granted);
    }

    void password(String hash) {
        passwordHash = hash;
    }

    void token(String hash) {
        tokenHash = hash;
    }

    /** Takes what is not named and gives what is. */
    void roles(Set<String> named) {
        roles.retainAll(named);
        roles.addAll(named);
    }

    void enabled(boolean comesIn) {
        enabled = comesIn;
    }

    UserStore.Credentials credentials() {
        // The table's own check says that exactly one of them is there.
        String hash = tokenHash == null ? String.valueOf(passwordHash) : tokenHash;
        return new UserStore.Credentials(name, tokenHash != null, enabled, hash, Set.copyOf(roles));
    }

    UserStore.User user() {
        return new UserStore.User(name, tokenHash != null, enabled, Set.copyOf(roles));
    }
}
