package io.nightshift.store.user;

import io.nightshift.store.user.SlowedStore.Slowed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account that a node slows for an address. */
@Entity
@Table(name = "slowed_sign_in")
@IdClass(SlowedEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class SlowedEntity {

    @Id
    private String node;

    @Id
    private String account;

    @Id
    private String address;

    private Instant since;
    private int failures;

    @Column(name = "until_at")
    private Instant until;

    /** For Hibernate. */
    protected SlowedEntity() {}

    SlowedEntity(Slowed slowed) {
        this.node = slowed.node();
        this.account = slowed.account();
        this.address = slowed.address();
        this.since = slowed.since();
        this.failures = slowed.failures();
        this.until = slowed.until();
    }

    Slowed slowed() {
        return new Slowed(node, account, address, since, failures, until);
    }

    /** What names one. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String node;
        private String account;
        private String address;

        /** For Hibernate. */
        protected Key() {
            this("", "", "");
        }

        Key(String node, String account, String address) {
            this.node = node;
            this.account = account;
            this.address = address;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && node.equals(key.node)
                    && account.equals(key.account)
                    && address.equals(key.address);
        }

        @Override
        public int hashCode() {
            return Objects.hash(node, account, address);
        }
    }
}
