package io.nightshift.store.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** {@link SlowedStore} through the entity manager. */
@ApplicationScoped
@Transactional
class JpaSlowedStore implements SlowedStore {

    private static final int MOST = 1_000;

    private final EntityManager em;

    @Inject
    JpaSlowedStore(EntityManager em) {
        this.em = em;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JpaSlowedStore() {
        this(null);
    }

    @Override
    public void note(Slowed slowed, Instant forgotten) {
        em.createQuery("delete from SlowedEntity s where s.until < :forgotten")
                .setParameter("forgotten", forgotten)
                .executeUpdate();
        em.merge(new SlowedEntity(slowed));
    }

    @Override
    public boolean noted(String node, String account, String address) {
        return em.find(SlowedEntity.class, new SlowedEntity.Key(node, account, address)) != null;
    }

    @Override
    public void remove(String node, String account, String address) {
        Query delete = em.createQuery(
                "delete from SlowedEntity s where s.node = :node and s.account = :account and s.address = :address");
        delete.setParameter("node", node)
                .setParameter("account", account)
                .setParameter("address", address)
                .executeUpdate();
    }

    @Override
    public int clear(String account) {
        return em.createQuery("delete from SlowedEntity s where s.account = :account")
                .setParameter("account", account)
                .executeUpdate();
    }

    @Override
    public List<Slowed> all(Instant after) {
        return em
                .createQuery(
                        "select s from SlowedEntity s where s.until > :after order by s.until desc, s.account",
                        SlowedEntity.class)
                .setParameter("after", after)
                .setMaxResults(MOST)
                .getResultList()
                .stream()
                .map(SlowedEntity::slowed)
                .toList();
    }
}
