package io.nightshift.store.read;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The place of jobs that run: those a node took in one move. */
@Entity
@Immutable
@Table(name = "claim")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ClaimEntity {

    @Id
    UUID id;

    UUID incarnation;

    String queue;

    @Column(name = "job_ids")
    UUID[] jobIds;

    Integer[] attempts;

    @Column(name = "taken_at")
    Instant takenAt;
}
