package io.nightshift.store.read;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The place of a job that waits for others. */
@Entity
@Immutable
@Table(name = "blocked")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class BlockedEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    int attempt;
}
