package io.nightshift.test.deployed;

import io.nightshift.test.client.Api;
import io.nightshift.test.client.Jobs;
import io.nightshift.test.client.User;
import io.nightshift.test.server.SharedServer;
import io.nightshift.test.server.TestEar;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of the deployed EAR. Arquillian starts the server before the first one and ends it after the last. */
@ExtendWith(ArquillianExtension.class)
public abstract class DeployedTest {

    @Deployment(testable = false)
    public static EnterpriseArchive ear() {
        return TestEar.archive();
    }

    protected static Api as(User user) {
        return Api.as(user, SharedServer.ports().http());
    }

    protected static Api anonymous() {
        return Api.anonymous(SharedServer.ports().http());
    }

    /** Jobs as an operator submits and steers them. */
    protected static Jobs jobs() {
        return new Jobs(as(User.OPERATOR));
    }

    /** A word that no other test uses. */
    protected static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }
}
