package io.nightshift.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.user.Account;
import io.nightshift.web.security.SignedIn.Limits;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedInTest {

    private static final Account ANN = new Account("ann", false, Set.of("viewer", "operator"), "1");
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(30), Duration.ofHours(12));
    /** Where a clock of nanoseconds turns over. */
    private static final long BEGAN = Long.MAX_VALUE - Duration.ofMinutes(10).toNanos();

    private final SignedIn signedIn = new SignedIn(ANN, BEGAN);

    @Test
    void isOverWhenNothingWasDoneForTooLong() {
        assertThat(signedIn.over(LIMITS, at(Duration.ofMinutes(30)))).isEmpty();
        assertThat(signedIn.over(LIMITS, at(Duration.ofMinutes(31)))).isPresent();

        signedIn.acted(at(Duration.ofMinutes(29)));

        assertThat(signedIn.over(LIMITS, at(Duration.ofMinutes(58)))).isEmpty();
        assertThat(signedIn.over(LIMITS, at(Duration.ofMinutes(60)))).isPresent();
    }

    @Test
    void isOverAfterItsLongestTimeWhateverWasDone() {
        signedIn.acted(at(Duration.ofHours(12)));

        assertThat(signedIn.over(LIMITS, at(Duration.ofHours(12)))).isEmpty();
        assertThat(signedIn.over(LIMITS, at(Duration.ofHours(12).plusMillis(1))))
                .isPresent();
    }

    @Test
    void isOverWhenItsUserIsAnother() {
        assertThat(signedIn.over(ANN)).isEmpty();
        assertThat(signedIn.over(null)).isPresent();
        assertThat(signedIn.over(new Account("ann", false, ANN.roles(), "2"))).isPresent();
        assertThat(signedIn.over(new Account("ann", false, Set.of("viewer"), "1")))
                .isPresent();
        assertThat(signedIn.over(new Account("ann", false, Set.of("viewer", "operator", "admin"), "1")))
                .isEmpty();
    }

    /** Its own person changes the secret: requests of the page in between do not end it. */
    @Test
    void isNotOverWhileItsOwnPersonChoosesAPassword() {
        Account fresh = new Account("ann", false, ANN.roles(), "2");
        signedIn.changing(true);
        assertThat(signedIn.over(fresh)).isEmpty();
        assertThat(signedIn.over(null)).isPresent();

        signedIn.renew(fresh);
        signedIn.changing(false);

        assertThat(signedIn.over(fresh)).isEmpty();
        assertThat(signedIn.over(ANN)).isPresent();
    }

    private static long at(Duration time) {
        return BEGAN + time.toNanos();
    }
}
