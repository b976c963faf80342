package io.nightshift.engine.user;

import io.nightshift.engine.config.Settings;
import io.nightshift.store.user.UserStore;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Makes the first users when the application starts. A failure stops the deployment. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class UserBoot {

    @Inject
    UserStore users;

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        FirstUsers first = new FirstUsers(users, new Passwords(new SecureRandom()));
        String data = settings.text("jboss.server.data.dir", ".");
        first.operator(Path.of(data, "nightshift", "operator-password"));
        String file = settings.text("nightshift.users.file", "");
        if (!file.isEmpty()) {
            first.ofFile(Path.of(file));
        }
    }
}
