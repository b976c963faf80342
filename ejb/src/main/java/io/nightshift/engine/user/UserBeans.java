package io.nightshift.engine.user;

import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.security.SecureRandom;

/** Puts this package's plain classes together. */
@Dependent
class UserBeans {

    @Produces
    @ApplicationScoped
    static Accounts accounts(UserStore users, AuditStore audit) {
        SecureRandom random = new SecureRandom();
        return new AccountDesk(users, audit, new Passwords(random), new Tokens(random));
    }
}
