package io.nightshift.engine.user;

import io.nightshift.engine.audit.Refusals;
import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.config.Settings;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.user.SlowedStore;
import io.nightshift.store.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** Puts this package's plain classes together. */
@Dependent
class UserBeans {

    @Produces
    @ApplicationScoped
    static SignIn signIn(UserStore users, SlowedStore slowed, AuditStore audit, Refusals refusals, Clock clock) {
        Settings settings = Settings.ofServer();
        int tries = settings.number("nightshift.signin.tries", 8, 1, 100);
        Duration longest = settings.duration(
                "nightshift.signin.delay.max", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1));
        String node = settings.text("nightshift.node.name", settings.text("jboss.node.name", "node"));
        settings.check();
        SecureRandom random = new SecureRandom();
        return new SignInDesk(
                new AccountReader(users::credentials, System::nanoTime),
                new Secrets(
                        new Passwords(random),
                        new Tokens(random),
                        random,
                        Runtime.getRuntime().availableProcessors()),
                new Throttle(tries, longest, System::nanoTime, clock),
                new SlowedBoard(slowed, node, clock, System::nanoTime),
                new SignInTrail(audit, refusals));
    }

    @Produces
    @ApplicationScoped
    static Accounts accounts(UserStore users, Trail trail, SignIn signIn) {
        SecureRandom random = new SecureRandom();
        return new AccountDesk(users, trail, new Passwords(random), new Tokens(random), signIn);
    }
}
