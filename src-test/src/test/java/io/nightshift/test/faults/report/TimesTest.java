package io.nightshift.test.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.test.faults.check.Accepted;
import io.nightshift.test.faults.check.Accepted.Way;
import io.nightshift.test.faults.check.Effect;
import io.nightshift.test.faults.check.History;
import io.nightshift.test.faults.check.Rows;
import io.nightshift.test.faults.report.Times.Window;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static final OptionalLong VICTIM = OptionalLong.of(11);

    @Test
    void tellsWhenTheLastOfTheVictimsJobsStartedElsewhere() {
        Times times = Times.of(
                history(
                        start("a", 11, 100),
                        start("b", 11, 100),
                        start("c", 11, 100),
                        end("c", 11, 150),
                        start("a", 12, 4_000),
                        start("b", 12, 5_000),
                        end("a", 12, 5_500),
                        start("c", 12, 9_000)),
                new Window(200, 6_000, VICTIM));

        assertThat(times.takeover()).hasValue(4_800);
    }

    @Test
    void tellsWhenTheLastJobEndedThatWasAcceptedBeforeTheHealing() {
        Times times = Times.of(
                history(end("a", 12, 1_200), end("b", 12, 1_900), end("late", 12, 5_000)),
                new Window(200, 1_000, OptionalLong.empty()));

        assertThat(times.recovery()).isEqualTo(900);
        assertThat(times.takeover()).isEmpty();
        assertThat(times.others()).isEmpty();
    }

    @Test
    void comparesTheRateOfTheOthersWithThatBefore() {
        Times times = Times.of(
                history(
                        end("a", 12, 0),
                        end("b", 12, 500),
                        end("c", 11, 600),
                        end("d", 12, 1_500),
                        end("e", 12, 1_600)),
                new Window(1_000, 2_000, VICTIM));

        assertThat(times.others().orElseThrow().percent()).isEqualTo(200);
    }

    private static Effect start(String job, long process, long at) {
        return new Effect(job, 1, process, true, at);
    }

    private static Effect end(String job, long process, long at) {
        return new Effect(job, 1, process, false, at);
    }

    private static History history(Effect... effects) {
        List<Rows.Job> jobs = List.of(
                new Rows.Job("a", "a", null, null, 1),
                new Rows.Job("b", "b", null, null, 1),
                new Rows.Job("late", "late", null, null, 1));
        List<Accepted> accepted = List.of(
                new Accepted("a", "a", Way.HTTP, 1),
                new Accepted("b", null, Way.JMS, 900),
                new Accepted("late", "late", Way.HTTP, 1_001));
        Rows rows = new Rows(jobs, List.of(), List.of(), List.of(), List.of(), List.of(), 0, List.of());
        return new History(accepted, List.of(), List.of(), List.of(effects), List.of(), rows, false, false);
    }
}
