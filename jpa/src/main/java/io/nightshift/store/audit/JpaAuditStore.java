package io.nightshift.store.audit;

import io.nightshift.store.id.DatabaseClock;
import io.nightshift.store.id.TimeId;
import io.nightshift.store.text.Fitting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** {@link AuditStore} through the entity manager, in the caller's transaction or one of its own. */
@ApplicationScoped
@Transactional
class JpaAuditStore implements AuditStore {

    private static final int NAME = 200;
    private static final int DETAIL = 2_000;

    private final EntityManager em;

    @Inject
    JpaAuditStore(EntityManager em) {
        this.em = em;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JpaAuditStore() {
        this(null);
    }

    @Override
    public void add(String who, String action, String target, @Nullable String detail) {
        add(who, action, target, detail, null, null);
    }

    @Override
    public UUID add(
            String who,
            String action,
            String target,
            @Nullable String detail,
            @Nullable String before,
            @Nullable String after) {
        Instant now = DatabaseClock.now(em);
        UUID id = TimeId.at(now);
        em.persist(new AuditEntity(
                id,
                now,
                Fitting.cut(who, NAME),
                action,
                Fitting.cut(target, NAME),
                detail == null ? null : Fitting.cut(detail, DETAIL),
                before,
                after));
        // Now and not at the commit: whoever acts is told at once that it cannot be recorded.
        em.flush();
        return id;
    }

    @Override
    public void repeated(UUID id, int times) {
        em.unwrap(Session.class).doWork(connection -> AuditRows.repeated(connection, id, times));
    }

    @Override
    public List<Entry> page(@Nullable UUID before, int limit) {
        TypedQuery<AuditEntity> query = before == null
                ? em.createQuery("select a from AuditEntity a order by a.id desc", AuditEntity.class)
                : em.createQuery(
                                "select a from AuditEntity a where a.id < :before order by a.id desc",
                                AuditEntity.class)
                        .setParameter("before", before);
        return query.setMaxResults(limit).getResultList().stream()
                .map(AuditEntity::entry)
                .toList();
    }
}
