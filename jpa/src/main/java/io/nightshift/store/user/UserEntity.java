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

/** A user with roles. */
@Entity
@Table(name = "app_user")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class UserEntity {

    @Id
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

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

    UserStore.User user() {
        return new UserStore.User(name, enabled, Set.copyOf(roles));
    }
}
