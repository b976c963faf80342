package io.nightshift.engine.user;

import io.nightshift.engine.config.Folders;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.log.RimLog;
import io.nightshift.store.user.UserStore;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * Makes the first users when the application starts, and closes the folders with the database, the keys and the logs to others.
 * A failure stops the deployment.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class UserBoot {

    @Inject
    UserStore users;

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        for (String folder : List.of("data", "log", "config")) {
            String path = settings.text("jboss.server." + folder + ".dir", "");
            if (!path.isEmpty() && !Folders.closeToOthers(Path.of(path))) {
                RimLog.LOG.folderNotClosed(path);
            }
        }
        FirstUsers first = new FirstUsers(users, new Passwords(new SecureRandom()));
        String data = settings.text("jboss.server.data.dir", ".");
        first.operator(Path.of(data, "nightshift", "operator-password"));
        String file = settings.text("nightshift.users.file", "");
        if (!file.isEmpty()) {
            first.ofFile(Path.of(file));
        }
    }
}
