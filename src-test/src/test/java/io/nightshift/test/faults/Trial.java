package io.nightshift.test.faults;

import io.nightshift.test.faults.check.Checker;
import io.nightshift.test.faults.check.History;
import io.nightshift.test.faults.check.Violation;
import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.fault.Fault;
import io.nightshift.test.faults.fault.Moments;
import io.nightshift.test.faults.plant.Plant;
import io.nightshift.test.faults.report.Others;
import io.nightshift.test.faults.report.Times;
import io.nightshift.test.faults.report.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Load, fault, recovery, verdict. */
final class Trial {

    /** Longer than anything takes that is not stuck, on a calm machine. */
    private static final Duration PLANTED = Duration.ofSeconds(15);

    private final Cluster cluster;
    private final long seed;

    Trial(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.seed = seed;
    }

    Verdict strike(Fault fault) throws Exception {
        try (Course course = new Course(cluster, fault.name(), seed, fault.keyed())) {
            course.begin();
            Moments moments = new Moments();
            fault.strike(cluster, moments);
            course.awaitFlow(moments.healedAt(), fault.bound());
            cluster.awaitReady();
            History history =
                    course.end(moments.disturbances(), fault.bound(), fault.losesNoAttempt(), fault.keepsCounters());
            Times times = Times.of(history, new Times.Window(moments.struckAt(), moments.healedAt(), moments.victim()));
            return new Verdict(
                    fault.name(),
                    seed,
                    history.accepted().size(),
                    history.rows().outcomes().size(),
                    history.rows().attempts().stream()
                            .filter(attempt -> attempt.kind().equals("LOST"))
                            .count(),
                    times,
                    violations(history, times));
        }
    }

    private static List<Violation> violations(History history, Times times) {
        List<Violation> found = new ArrayList<>(Checker.check(history));
        times.others()
                .filter(Others::isSlowed)
                .ifPresent(others -> found.add(new Violation(Violation.Promise.OTHERS_GO_ON, others.toString())));
        return found;
    }

    /** Plants all of them into one load; the answer says of each whether the checker found it. */
    Map<Plant, Boolean> plant(List<Plant> plants) throws SQLException, InterruptedException {
        try (Course course = new Course(cluster, "planted", seed, false)) {
            course.begin();
            Map<Plant, String> words = new LinkedHashMap<>();
            for (Plant plant : plants) {
                words.put(plant, plant.plant(cluster.database(), course.queue()));
            }
            List<Violation> found = Checker.check(course.end(List.of(), PLANTED, false, true));
            for (Plant plant : plants) {
                plant.clear(cluster.database());
            }
            Map<Plant, Boolean> caught = new LinkedHashMap<>();
            words.forEach((plant, word) -> caught.put(
                    plant,
                    found.stream()
                            .anyMatch(one -> one.promise() == plant.broken()
                                    && one.what().contains(word))));
            return caught;
        }
    }
}
