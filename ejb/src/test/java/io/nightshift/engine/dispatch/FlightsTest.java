package io.nightshift.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.config.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlightsTest {

    private static final int PLACES = 80;
    private static final int LOOPS = 16;

    private final EngineConfig config =
            EngineConfig.from(new Settings(Map.of("nightshift.async.slots", "100")::get, name -> null));
    private final AsyncSlots slots = new AsyncSlots(config.asyncSlots());
    private final Flights flights = new Flights(Set.of("stock.ask"), slots, config);

    @Test
    void takesWhateverIsFreeUntilItIsFull() {
        assertThat(flights.room(LOOPS, PLACES, 0)).isEqualTo(LOOPS);
        assertThat(flights.room(LOOPS, PLACES, 79)).isEqualTo(1);
        assertThat(flights.full()).isFalse();
        assertThat(flights.room(LOOPS, PLACES, 80)).isZero();
        assertThat(flights.full()).isTrue();
    }

    @Test
    void onceFullItWaitsForAnEighth() {
        assertThat(flights.room(LOOPS, PLACES, 80)).isZero();

        assertThat(flights.room(LOOPS, PLACES, 79)).isZero();
        assertThat(flights.room(LOOPS, PLACES, 71)).isZero();
        assertThat(flights.room(LOOPS, PLACES, 70)).isEqualTo(10);
        assertThat(flights.room(LOOPS, PLACES, 75))
                .as("it is not full any more")
                .isEqualTo(5);
    }

    @Test
    void onceFullItWaitsForTheNextTickAtMost() {
        assertThat(flights.room(LOOPS, PLACES, 80)).isZero();
        assertThat(flights.tick(0)).as("nothing is free").isFalse();
        assertThat(flights.room(LOOPS, PLACES, 79)).isZero();

        assertThat(flights.tick(1)).isTrue();

        assertThat(flights.room(LOOPS, PLACES, 79)).isEqualTo(1);
        assertThat(flights.room(LOOPS, PLACES, 80)).isZero();
        assertThat(flights.room(LOOPS, PLACES, 79)).as("one tick lets in once").isZero();
    }

    @Test
    void theEighthIsOfTheSlotsWhereTheyAreFewerAndNeverMoreThanABatch() {
        assertThat(flights.room(LOOPS, 1_000, 1_000)).isZero();
        assertThat(flights.room(LOOPS, 1_000, 989)).isZero();
        assertThat(flights.room(LOOPS, 1_000, 988)).isEqualTo(12);

        EngineConfig small = EngineConfig.from(
                new Settings(Map.of("nightshift.async.slots", "100", "nightshift.batch", "4")::get, name -> null));
        Flights batches = new Flights(Set.of("stock.ask"), slots, small);
        assertThat(batches.room(LOOPS, PLACES, 80)).isZero();
        assertThat(batches.room(LOOPS, PLACES, 77)).isZero();
        assertThat(batches.room(LOOPS, PLACES, 76)).isEqualTo(4);
    }

    @Test
    void saysThatItIsTimeToLookWhenAnEighthHasEnded() {
        for (int ended = 1; ended < 10; ended++) {
            assertThat(flights.landed(PLACES)).isFalse();
        }
        assertThat(flights.landed(PLACES)).isTrue();
        assertThat(new Flights(Set.of("stock.ask"), slots, config).landed(1))
                .as("one place is soon an eighth")
                .isTrue();
    }

    @Test
    void theNodesSlotsBindAllLanes() {
        assertThat(slots.take(95)).isEqualTo(95);
        assertThat(flights.room(LOOPS, PLACES, 0)).isEqualTo(5);
        assertThat(slots.take(10)).isEqualTo(5);
        assertThat(slots.take(1)).isZero();
        assertThat(flights.room(LOOPS, PLACES, 0)).isZero();
        slots.give(1);
        assertThat(slots.take(7)).isEqualTo(1);
    }

    @Test
    void aNodeWithoutSuchTypesHasNothingToDoWithThem() {
        Flights none = new Flights(Set.of(), slots, config);

        assertThat(none.room(LOOPS, PLACES, 0)).isZero();
        assertThat(none.tick(PLACES)).isFalse();
        assertThat(none.full()).isFalse();
    }
}
