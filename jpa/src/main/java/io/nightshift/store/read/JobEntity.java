package io.nightshift.store.read;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What was asked for: written once, with the job. */
@Entity
@Immutable
@Table(name = "job")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class JobEntity {

    @Id
    UUID id;

    String type;

    String queue;

    short priority;

    String args;

    @Column(name = "max_attempts")
    short maxAttempts;

    @Column(name = "timeout_ms")
    long timeout;

    @Column(name = "start_before")
    @Nullable
    Instant startBefore;

    @Column(name = "end_before")
    @Nullable
    Instant endBefore;

    @Column(name = "idempotency_key")
    @Nullable
    String idempotencyKey;

    String @Nullable [] tags;

    String submitter;

    String source;

    @Column(name = "schedule_id")
    @Nullable
    UUID scheduleId;

    @Nullable
    String tenant;

    @Column(name = "submitted_at")
    Instant submittedAt;
}
