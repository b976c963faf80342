package io.nightshift.test.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OthersTest {

    @Test
    void standingStillIsSlow() {
        assertThat(new Others(40, 4_000, 0, 3_000).isSlowed()).isTrue();
    }

    @Test
    void halfIsSlowWhenEnoughWasSeen() {
        assertThat(new Others(400, 10_000, 200, 10_000).isSlowed()).isTrue();
    }

    @Test
    void nineTenthsAreNotSlow() {
        assertThat(new Others(400, 10_000, 360, 10_000).isSlowed()).isFalse();
    }

    /** Twelve instead of the twenty that one would expect happen by chance. */
    @Test
    void aFewLessOfAFewAreNot() {
        assertThat(new Others(20, 2_000, 12, 2_000).isSlowed()).isFalse();
    }

    @Test
    void nothingBeforeSaysNothing() {
        assertThat(new Others(0, 2_000, 0, 2_000).isSlowed()).isFalse();
        assertThat(new Others(0, 0, 10, 2_000).percent()).isZero();
    }
}
