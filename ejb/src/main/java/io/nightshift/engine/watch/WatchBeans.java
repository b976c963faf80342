package io.nightshift.engine.watch;

import io.nightshift.engine.config.Settings;
import io.nightshift.engine.finish.Completions;
import io.nightshift.engine.life.Life;
import io.nightshift.store.port.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** Puts this package's plain classes together. */
@Dependent
class WatchBeans {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Produces
    @ApplicationScoped
    static JobEnds ends(Completions completions, Outcomes outcomes, Life life) {
        Settings settings = Settings.ofServer();
        int most = settings.number("nightshift.http.waiters", 10_000, 1, 100_000);
        settings.check();
        WatchRoom room = new WatchRoom(completions, outcomes, most);
        life.keep("time of those who wait for jobs", room::closed, room::round);
        life.every(SECOND, "jobs that somebody waits for", room::look);
        return room;
    }
}
