package io.nightshift.store.read;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How a job ended: written once. */
@Entity
@Immutable
@Table(name = "outcome")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class OutcomeEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    String state;

    int attempt;

    @Nullable
    String result;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    @Nullable
    String node;

    @Nullable
    String reason;
}
