package io.nightshift.store.read;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The place of a job that is not due yet. */
@Entity
@Immutable
@Table(name = "scheduled")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ScheduledEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    Instant due;

    int attempt;
}
