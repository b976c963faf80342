package io.nightshift.store.ingress;

import io.nightshift.store.id.DatabaseClock;
import io.nightshift.store.id.TimeId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** {@link RejectStore} through the entity manager, in the caller's transaction or one of its own. */
@ApplicationScoped
@Transactional
class JpaRejectStore implements RejectStore {

    private final EntityManager em;

    @Inject
    JpaRejectStore(EntityManager em) {
        this.em = em;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JpaRejectStore() {
        this(null);
    }

    @Override
    public void add(NewReject reject) {
        em.unwrap(Session.class).doWork(connection -> RejectRows.add(connection, reject));
    }

    @Override
    public List<Reject> page(@Nullable UUID before, int limit) {
        TypedQuery<RejectEntity> query = before == null
                ? em.createQuery("select r from RejectEntity r order by r.id desc", RejectEntity.class)
                : em.createQuery(
                                "select r from RejectEntity r where r.id < :before order by r.id desc",
                                RejectEntity.class)
                        .setParameter("before", before);
        return query.setMaxResults(limit).getResultList().stream()
                .map(RejectEntity::reject)
                .toList();
    }

    @Override
    public int count(int cap) {
        return em.unwrap(Session.class).doReturningWork(connection -> RejectRows.count(connection, cap));
    }

    @Override
    public Optional<Reject> find(UUID id) {
        return Optional.ofNullable(em.find(RejectEntity.class, id)).map(RejectEntity::reject);
    }

    @Override
    public boolean delete(UUID id) {
        return em.createQuery("delete from RejectEntity r where r.id = :id")
                        .setParameter("id", id)
                        .executeUpdate()
                > 0;
    }

    @Override
    public int prune(Duration age, int limit) {
        UUID bound = TimeId.lowest(DatabaseClock.now(em).minus(age));
        return em.unwrap(Session.class).doReturningWork(connection -> RejectRows.prune(connection, bound, limit));
    }
}
