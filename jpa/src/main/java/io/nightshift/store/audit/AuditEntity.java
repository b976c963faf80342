package io.nightshift.store.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A recorded action: written once. */
@Entity
@Immutable
@Table(name = "audit")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AuditEntity {

    @Id
    private UUID id;

    @Column(name = "done_at")
    private Instant doneAt;

    private String who;

    private String action;

    private String target;

    private @Nullable String detail;

    @Column(name = "was")
    private @Nullable String before;

    @Column(name = "became")
    private @Nullable String after;

    private int repeats;

    /** For Hibernate. */
    protected AuditEntity() {}

    AuditEntity(
            UUID id,
            Instant doneAt,
            String who,
            String action,
            String target,
            @Nullable String detail,
            @Nullable String before,
            @Nullable String after) {
        this.id = id;
        this.doneAt = doneAt;
        this.who = who;
        this.action = action;
        this.target = target;
        this.detail = detail;
        this.before = before;
        this.after = after;
        this.repeats = 1;
    }

    AuditStore.Entry entry() {
        return new AuditStore.Entry(id, doneAt, who, action, target, detail, before, after, repeats);
    }
}
