package io.nightshift.test.server;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Teaches Arquillian to deploy once for all test classes: it would deploy anew for each, some ten seconds every time.
 * The server is prepared here because this runs before {@code arquillian.xml} is read.
 */
public final class SharedServerExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        SharedServer.prepare();
        builder.observer(DeployOnce.class);
    }

    /** Lets the first deployment pass, and no undeployment: the server ends with the last test. */
    public static final class DeployOnce {

        private static final AtomicBoolean TRIED = new AtomicBoolean();
        private static final AtomicBoolean DEPLOYED = new AtomicBoolean();

        void deploy(@Observes EventContext<DeployManagedDeployments> event) {
            if (TRIED.compareAndSet(false, true)) {
                event.proceed();
                DEPLOYED.set(true);
            } else if (!DEPLOYED.get()) {
                throw new IllegalStateException("The EAR could not be deployed; the first test class says why");
            }
        }

        void undeploy(@Observes EventContext<UnDeployManagedDeployments> event) {
            // Not passed on.
        }
    }
}
