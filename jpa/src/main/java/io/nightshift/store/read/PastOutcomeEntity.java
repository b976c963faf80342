package io.nightshift.store.read;

import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch.PastOutcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An outcome that a retry took away. */
@Entity
@Immutable
@Table(name = "outcome_history")
@IdClass(PastOutcomeEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class PastOutcomeEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Id
    int attempt;

    String state;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    @Nullable
    String node;

    @Nullable
    String reason;

    @Column(name = "retried_by")
    String retriedBy;

    @Column(name = "retried_at")
    Instant retriedAt;

    PastOutcome outcome() {
        return new PastOutcome(
                JobState.valueOf(state), attempt, startedAt, finishedAt, node, reason, retriedBy, retriedAt);
    }

    /** The primary key. */
    record Key(UUID jobId, int attempt) implements Serializable {}
}
