package io.nightshift.store.ingress;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A recorded reject: written once. */
@Entity
@Immutable
@Table(name = "reject")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class RejectEntity {

    @Id
    private UUID id;

    private String source;

    @Column(name = "message_id")
    private String messageId;

    private String reason;

    private String headers;

    @Column(name = "body_head")
    private String bodyHead;

    @Column(name = "body_bytes")
    private long bodyBytes;

    @Column(name = "rejected_at")
    private Instant rejectedAt;

    RejectStore.Reject reject() {
        return new RejectStore.Reject(id, source, messageId, reason, headers, bodyHead, bodyBytes, rejectedAt);
    }
}
