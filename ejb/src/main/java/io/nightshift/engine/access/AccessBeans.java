package io.nightshift.engine.access;

import io.nightshift.engine.config.Settings;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.engine.user.Account;
import io.nightshift.engine.user.SignIn;
import io.nightshift.store.access.AccessStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Puts this package's plain classes together. */
@Dependent
class AccessBeans {

    @Produces
    @Singleton
    static RuleBook book(AccessStore store, SignIn signIn) {
        return new RuleBook(store, name -> signIn.now(name).map(Account::roles).orElse(Set.of()), System::nanoTime);
    }

    @Produces
    @Singleton
    static Duty duty(RuleBook book, AccessStore store, JobTypes types) {
        Settings settings = Settings.ofServer();
        String node = settings.text("nightshift.node.name", settings.text("jboss.node.name", "node"));
        return new AccessDuty(book, store, types, node);
    }
}
