package io.nightshift.store.read;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How far a job that runs for long is. */
@Entity
@Immutable
@Table(name = "progress")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ProgressEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    int attempt;

    long done;

    long total;

    @Nullable
    String note;

    String node;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    boolean resting;
}
