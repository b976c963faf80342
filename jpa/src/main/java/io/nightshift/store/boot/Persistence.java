package io.nightshift.store.boot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Hands the container's entity manager, one per transaction, to the beans of the read side. */
@Dependent
@SuppressWarnings("NullAway.Init") // The container fills the field.
class Persistence {

    @Produces
    @PersistenceContext(unitName = "nightshift")
    private EntityManager entityManager;
}
