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
        Instant now = DatabaseClock.now(em);
        em.persist(new AuditEntity(
                TimeId.at(now),
                now,
                Fitting.cut(who, NAME),
                action,
                Fitting.cut(target, NAME),
                detail == null ? null : Fitting.cut(detail, DETAIL)));
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
