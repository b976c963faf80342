package io.nightshift.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.store.port.NewJob;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which source is asked next. */
class SourcesTest {

    private final Source mail = source("mail.send");
    private final Source reports = source("report.make");
    private final Source stock = source("stock.ask");
    private final Sources sources = new Sources(List.of(mail, reports, stock));

    @Test
    void takesTurnsWhileAllHaveMore() {
        assertThat(List.of(next(), next(), next(), next())).containsExactly(reports, stock, mail, reports);
    }

    @Test
    void aWakeAsksFirstWhatGaveJobsLast() {
        sources.gave(stock);
        drain();

        wake();

        assertThat(List.of(next(), next(), next())).containsExactly(stock, mail, reports);
    }

    @Test
    void aWakeLeavesTheTurnsAloneWhileOneHasMore() {
        sources.gave(stock);
        assertThat(next()).isSameAs(reports);

        wake();

        assertThat(next()).isSameAs(stock);
        sources.gave(stock);
        wake();
        assertThat(next()).isSameAs(mail);
    }

    @Test
    void newJobsWakeThoseOnlyThatCanTakeThem() {
        drain();

        sources.arrived(List.of(job("report.make")));

        sources.begin();
        assertThat(next()).isSameAs(reports);
        assertThat(reports.drained()).isFalse();
        assertThat(mail.drained()).isTrue();
    }

    @Test
    void aLoneSourceLooksForNothingThatOnlyOtherNodesKnow() {
        Sources lone = new Sources(List.of(mail));
        drain();

        lone.arrived(List.of(job("report.make")));

        assertThat(lone.begin()).isFalse();
    }

    @Test
    void aNodeThatKnowsNoTypeAsksNobody() {
        Sources none = new Sources(List.of());

        none.wake();

        assertThat(none.begin()).isFalse();
        assertThat(none.next(true, true)).isNull();
    }

    private Source next() {
        return Objects.requireNonNull(sources.next(true, true));
    }

    private void wake() {
        sources.wake();
        sources.begin();
    }

    private void drain() {
        for (Source source : List.of(mail, reports, stock)) {
            while (!source.drained()) {
                source.take(UUID.randomUUID(), 1, System.nanoTime());
            }
        }
    }

    private static Source source(String type) {
        return new Source(
                new MemoryJobs(),
                EngineConfig.from(new Settings(name -> null, name -> null)),
                "default",
                new Source.Kind(List.of(type), false, false),
                probe -> {});
    }

    private static NewJob job(String type) {
        return Stored.job(type, null, 5);
    }
}
