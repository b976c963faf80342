package io.nightshift.store.read;

import io.nightshift.api.job.AttemptError;
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

/** An attempt that did not succeed. */
@Entity
@Immutable
@Table(name = "attempt")
@IdClass(AttemptEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AttemptEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Id
    int attempt;

    String kind;

    @Column(name = "error_class")
    @Nullable
    String errorClass;

    @Nullable
    String message;

    @Column(name = "stack_trace")
    @Nullable
    String stackTrace;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    String node;

    AttemptError error() {
        return new AttemptError(
                attempt, AttemptError.Kind.valueOf(kind), errorClass, message, stackTrace, startedAt, finishedAt, node);
    }

    /** The primary key. */
    record Key(UUID jobId, int attempt) implements Serializable {}
}
