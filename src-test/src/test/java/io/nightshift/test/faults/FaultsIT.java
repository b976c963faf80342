package io.nightshift.test.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nightshift.test.faults.cluster.Cluster;
import io.nightshift.test.faults.fault.Fault;
import io.nightshift.test.faults.fault.Faults;
import io.nightshift.test.faults.plant.Plant;
import io.nightshift.test.faults.plant.Plants;
import io.nightshift.test.faults.report.Table;
import io.nightshift.test.faults.report.Verdict;
import io.nightshift.test.server.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The fault suite on one cluster. The property {@code nightshift.faults} says which: {@code short} (the default), {@code all},
 * or names between commas; {@code nightshift.faults.seed} is a number, 1 if it is not given.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    private final Table table = new Table();
    private final Cluster cluster = new Cluster(chosen().stream()
            .anyMatch(fault -> fault.needsSmallDisk() && fault.missing().isEmpty()));

    @BeforeAll
    void start() {
        cluster.start();
    }

    @AfterAll
    void end() throws IOException {
        write();
        cluster.close();
    }

    /** After each fault, so that a run that is broken off leaves what it saw. */
    private void write() throws IOException {
        Files.writeString(Files.createDirectories(Place.target("faults")).resolve("table.md"), table.text());
    }

    @TestFactory
    @Order(1)
    List<DynamicTest> everyPromiseIsKept() {
        return chosen().stream()
                .map(fault -> dynamicTest(fault.name(), () -> strike(fault)))
                .toList();
    }

    /** A checker that has never found anything may be blind. */
    @Test
    @Order(2)
    void everyPlantedBugIsCaught() throws Exception {
        Map<Plant, Boolean> caught = trial().plant(Plants.all());

        caught.forEach((plant, found) -> table.addPlant(plant.what(), found));
        assertThat(caught).hasSize(6);
        assertThat(caught)
                .allSatisfy((plant, found) -> assertThat(found)
                        .as("%s breaks %s", plant.what(), plant.broken())
                        .isTrue());
    }

    private void strike(Fault fault) throws Exception {
        if (fault.missing().isPresent()) {
            table.leaveOut(fault.name(), fault.missing().get());
            return;
        }
        Verdict verdict = trial().strike(fault);

        table.add(verdict);
        write();
        assertThat(verdict.violations()).as(fault.what()).isEmpty();
        assertThat(verdict.acknowledged()).as("the load was one").isGreaterThan(50);
    }

    private Trial trial() {
        return new Trial(cluster, Long.getLong("nightshift.faults.seed", 1));
    }

    private static List<Fault> chosen() {
        String names = System.getProperty("nightshift.faults", "short");
        return switch (names) {
            case "short" -> Faults.few();
            case "all" -> Faults.all();
            default -> Faults.named(List.of(names.split(",")));
        };
    }
}
