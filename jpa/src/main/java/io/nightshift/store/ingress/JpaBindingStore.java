package io.nightshift.store.ingress;

import io.nightshift.store.id.DatabaseClock;
import io.nightshift.store.text.Fitting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;

/** {@link BindingStore} through the entity manager, in the caller's transaction or one of its own. */
@ApplicationScoped
@Transactional
class JpaBindingStore implements BindingStore {

    private static final int NAME = 200;

    private final EntityManager em;

    @Inject
    JpaBindingStore(EntityManager em) {
        this.em = em;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JpaBindingStore() {
        this(null);
    }

    @Override
    public List<Binding> all() {
        return em
                .createQuery("select b from BindingEntity b order by b.destination", BindingEntity.class)
                .getResultList()
                .stream()
                .map(BindingEntity::binding)
                .toList();
    }

    @Override
    public void put(Binding binding, String by) {
        BindingEntity stored = em.find(BindingEntity.class, binding.destination(), LockModeType.PESSIMISTIC_WRITE);
        BindingEntity entity = stored == null ? new BindingEntity(binding.destination()) : stored;
        entity.set(binding, Fitting.cut(by, NAME), DatabaseClock.now(em));
        if (stored == null) {
            em.persist(entity);
        }
    }

    @Override
    public boolean delete(String destination) {
        return em.createQuery("delete from BindingEntity b where b.destination = :destination")
                        .setParameter("destination", destination)
                        .executeUpdate()
                > 0;
    }
}
