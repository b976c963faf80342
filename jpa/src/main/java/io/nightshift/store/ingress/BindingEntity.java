package io.nightshift.store.ingress;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A bound queue and who bound it. */
@Entity
@Table(name = "binding")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class BindingEntity {

    @Id
    private String destination;

    private String type;

    private @Nullable String queue;

    private short priority;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected BindingEntity() {}

    BindingEntity(String destination) {
        this.destination = destination;
    }

    void set(BindingStore.Binding binding, String by, Instant at) {
        this.type = binding.type();
        this.queue = binding.queue();
        this.priority = (short) binding.priority();
        this.createdBy = by;
        this.createdAt = at;
    }

    BindingStore.Binding binding() {
        return new BindingStore.Binding(destination, type, queue, priority);
    }
}
