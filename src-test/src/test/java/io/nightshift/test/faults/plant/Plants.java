package io.nightshift.test.faults.plant;

import java.util.List;

/** All six. */
public final class Plants {

    private Plants() {}

    public static List<Plant> all() {
        return List.of(
                new LostJob(),
                new SecondEffect(),
                new StaleStart(),
                new DoubleFire(),
                new WrongCounter(),
                new DeadClaim());
    }
}
