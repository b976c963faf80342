package io.nightshift.store.node;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One start of a server. Read only: {@link NodeStore} writes. */
@Entity
@Immutable
@Table(name = "node")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class NodeEntity {

    @Id
    UUID incarnation;

    String name;

    @Column(name = "lease_until")
    Instant leaseUntil;
}
