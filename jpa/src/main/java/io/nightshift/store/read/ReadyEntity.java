package io.nightshift.store.read;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The place of a job that waits for a node. */
@Entity
@Immutable
@Table(name = "ready")
@IdClass(ReadyEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class ReadyEntity {

    @Id
    String queue;

    @Id
    String tenant;

    @Id
    short priority;

    @Id
    @Column(name = "job_id")
    UUID jobId;

    int attempt;

    String type;

    /** The primary key. */
    record Key(String queue, String tenant, short priority, UUID jobId) implements Serializable {}
}
