package io.nightshift.test.faults.fault;

import java.util.List;

/** All there are, in the order in which a whole run strikes with them. */
public final class Faults {

    private static final List<Fault> ALL = List.of(
            new Calm(),
            new KillNode(),
            Freeze.beyondTheLease(),
            DisturbWire.halfOpen(),
            StopDatabase.atOnce(),
            new KillBoth(),
            Freeze.withKeys(),
            Freeze.withinTheLease(),
            StopDatabase.inGoodOrder(),
            new TerminateBackends(),
            DisturbWire.cut(),
            DisturbWire.slow(),
            new SwallowAnswers(),
            DisturbWire.senders(),
            new FullDisk(),
            new RollingRestart(),
            new Redeploy());

    private static final List<String> SHORT = List.of("kill", "freeze-keyed", "half-open", "database-crash");

    private Faults() {}

    public static List<Fault> all() {
        return ALL;
    }

    /** Those four that cover most of what the others do. */
    public static List<Fault> few() {
        return named(SHORT);
    }

    /** @throws IllegalArgumentException if there is none of a name; it says which there are */
    public static List<Fault> named(List<String> names) {
        return names.stream().map(Faults::named).toList();
    }

    private static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault '" + name + "'; there are: "
                        + String.join(", ", ALL.stream().map(Fault::name).toList())));
    }
}
