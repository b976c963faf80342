package io.nightshift.store.read;

import io.nightshift.store.port.JobSearch.LogLine;
import io.nightshift.store.port.JobSearch.LogPosition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A line of a job's log. */
@Entity
@Immutable
@Table(name = "job_log")
@IdClass(LogLineEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class LogLineEntity {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Id
    int attempt;

    @Id
    int line;

    @Column(name = "logged_at")
    Instant loggedAt;

    String level;

    String message;

    LogLine logLine() {
        return new LogLine(new LogPosition(attempt, line), loggedAt, level, message);
    }

    /** The primary key. */
    record Key(UUID jobId, int attempt, int line) implements Serializable {}
}
