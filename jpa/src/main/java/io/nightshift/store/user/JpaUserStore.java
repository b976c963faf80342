package io.nightshift.store.user;

import io.nightshift.store.id.DatabaseClock;
import io.nightshift.store.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

/** {@link UserStore} through the entity manager, in the caller's transaction or one of its own. */
@ApplicationScoped
@Transactional
class JpaUserStore implements UserStore {

    private final EntityManager em;

    @Inject
    JpaUserStore(EntityManager em) {
        this.em = em;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected JpaUserStore() {
        this(null);
    }

    @Override
    public boolean empty() {
        return em.createQuery("select u.name from UserEntity u", String.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    @Override
    public boolean add(String name, String passwordHash, Set<String> roles) {
        return insert(UserRows.ADD_PERSON, name, passwordHash, roles);
    }

    @Override
    public boolean addService(String name, String tokenHash, Set<String> roles) {
        return insert(UserRows.ADD_SERVICE, name, tokenHash, roles);
    }

    private boolean insert(Sql kind, String name, String hash, Set<String> roles) {
        Instant now = DatabaseClock.now(em);
        // What was done to a user of that name before must be seen.
        em.flush();
        boolean added =
                em.unwrap(Session.class).doReturningWork(connection -> UserRows.add(connection, kind, name, hash, now));
        if (added) {
            em.find(UserEntity.class, name).grant(roles);
        }
        return added;
    }

    @Override
    public boolean password(String name, String passwordHash) {
        UserEntity user = em.find(UserEntity.class, name);
        if (user == null || user.user().service()) {
            return false;
        }
        user.password(passwordHash);
        return true;
    }

    @Override
    public boolean token(String name, String tokenHash) {
        UserEntity user = em.find(UserEntity.class, name);
        if (user == null || !user.user().service()) {
            return false;
        }
        user.token(tokenHash);
        return true;
    }

    @Override
    public boolean remove(String name) {
        UserEntity user = em.find(UserEntity.class, name);
        if (user == null) {
            return false;
        }
        em.remove(user);
        return true;
    }

    @Override
    public boolean roles(String name, Set<String> roles) {
        UserEntity user = em.find(UserEntity.class, name);
        if (user == null) {
            return false;
        }
        user.roles(roles);
        return true;
    }

    @Override
    public boolean enabled(String name, boolean enabled) {
        UserEntity user = em.find(UserEntity.class, name);
        if (user == null) {
            return false;
        }
        user.enabled(enabled);
        return true;
    }

    @Override
    public Optional<Credentials> credentials(String name) {
        return em
                .createQuery(
                        "select u from UserEntity u left join fetch u.roles where u.name = :name", UserEntity.class)
                .setParameter("name", name)
                .getResultList()
                .stream()
                .findFirst()
                .map(UserEntity::credentials);
    }

    @Override
    public List<User> all() {
        return em
                .createQuery("select u from UserEntity u left join fetch u.roles order by u.name", UserEntity.class)
                .getResultList()
                .stream()
                .map(UserEntity::user)
                .toList();
    }
}
