package io.nightshift.store.migration;

import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Migrates while Hibernate starts, which is after the data source is there and before the entities are checked against
 * the tables. Found by Hibernate through the service loader; does nothing for persistence units of others.
 */
public final class MigrationIntegrator implements Integrator {

    /** Property of the persistence unit: a data source outside JTA, or the JNDI name of one. */
    public static final String DATA_SOURCE = "nightshift.migration.datasource";

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        DataSource dataSource = dataSource(factory.getProperties());
        if (dataSource != null) {
            new Migration(dataSource).run();
        }
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // The tables stay.
    }

    @SuppressWarnings("BanJNDI") // The name is the persistence unit's own, nothing that a user sends.
    private static @Nullable DataSource dataSource(Map<String, Object> properties) {
        Object configured = properties.get(DATA_SOURCE);
        if (configured instanceof String name) {
            try {
                return InitialContext.doLookup(name);
            } catch (NamingException e) {
                throw new IllegalStateException("There is no data source " + name + ", as " + DATA_SOURCE + " says", e);
            }
        }
        return (DataSource) configured;
    }
}
