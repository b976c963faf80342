package io.nightshift.store.access;

import io.nightshift.store.id.DatabaseClock;
import io.nightshift.store.text.Fitting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link AccessStore} through the entity manager. */
@ApplicationScoped
@Transactional
class JpaAccessStore implements AccessStore {

    private static final int BY = 200;

    private final EntityManager em;

    @Inject
    JpaAccessStore(EntityManager em) {
        this.em = em;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JpaAccessStore() {
        this(null);
    }

    @Override
    public List<Rule> all() {
        return em
                .createQuery("select a from AccessRuleEntity a order by a.subject, a.name", AccessRuleEntity.class)
                .getResultList()
                .stream()
                .map(AccessRuleEntity::rule)
                .toList();
    }

    @Override
    public Optional<Rule> find(Subject subject, String name) {
        return Optional.ofNullable(em.find(AccessRuleEntity.class, new AccessRuleEntity.Key(subject, name)))
                .map(AccessRuleEntity::rule);
    }

    @Override
    public void put(Subject subject, String name, Set<String> roles, Set<String> users, String by) {
        em.merge(new AccessRuleEntity(
                new Rule(subject, name, roles, users, Fitting.cut(by, BY), DatabaseClock.now(em))));
    }

    @Override
    public boolean remove(Subject subject, String name) {
        AccessRuleEntity rule = em.find(AccessRuleEntity.class, new AccessRuleEntity.Key(subject, name));
        if (rule == null) {
            return false;
        }
        em.remove(rule);
        return true;
    }
}
