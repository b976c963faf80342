package io.nightshift.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a node knows by its own stopwatch of its lease, of the database and of its clock. */
class StandingTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final SettableClock database = new SettableClock(START);
    private final Lease lease = new Lease(clock::nanos);
    private final List<Duration> offsets = new ArrayList<>();
    private boolean away;
    private Duration way = Duration.ZERO;
    private final Contact contact = new Contact(
            () -> {
                pass(way);
                if (away) {
                    throw new IllegalStateException("no connection");
                }
                return database.instant();
            },
            clock,
            clock::nanos,
            offsets::add);

    private void pass(Duration time) {
        clock.pass(time);
        database.pass(time);
    }

    private void renew(UUID incarnation) {
        lease.renewed(incarnation, clock.nanos(), LEASE);
    }

    @Test
    void aLeaseThatIsRenewedInTimeIsUnbroken() {
        UUID incarnation = UUID.randomUUID();
        assertThat(lease.unbroken()).isZero();

        for (int i = 0; i < 10; i++) {
            renew(incarnation);
            pass(LEASE.dividedBy(3));
        }

        assertThat(lease.unbroken()).isEqualTo(LEASE.dividedBy(3).multipliedBy(10));
    }

    @Test
    void aNodeThatStoodStillBeginsAnew() {
        UUID incarnation = UUID.randomUUID();
        renew(incarnation);
        pass(LEASE.plusSeconds(1));
        assertThat(lease.unbroken()).isZero();

        renew(incarnation);
        pass(Duration.ofSeconds(4));

        assertThat(lease.unbroken()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void anotherIncarnationBeginsAnew() {
        renew(UUID.randomUUID());
        pass(Duration.ofSeconds(9));
        renew(UUID.randomUUID());

        assertThat(lease.unbroken()).isZero();
    }

    @Test
    void neitherLeaseNorContactHeedsTheClock() {
        renew(UUID.randomUUID());
        contact.ask();
        pass(Duration.ofSeconds(10));
        clock.set(START.minus(Duration.ofHours(2)));
        contact.ask();

        assertThat(lease.unbroken()).isEqualTo(Duration.ofSeconds(10));
        assertThat(contact.unbroken()).isEqualTo(Duration.ofSeconds(10));
        assertThat(contact.now()).isEqualTo(database.instant());
    }

    @Test
    void contactBeginsAnewAfterTheDatabaseWasAway() {
        contact.ask();
        pass(Duration.ofSeconds(10));
        away = true;
        assertThatThrownBy(contact::ask).hasMessage("no connection");
        assertThat(contact.unbroken()).isZero();
        assertThat(contact.failure()).contains("no connection");
        pass(Duration.ofSeconds(20));
        assertThat(contact.silent()).isEqualTo(Duration.ofSeconds(30));

        away = false;
        contact.ask();
        pass(Duration.ofSeconds(3));

        assertThat(contact.failure()).isNull();
        assertThat(contact.unbroken()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void goesOnFromTheLastAnswerByTheStopwatch() {
        contact.ask();
        pass(Duration.ofSeconds(7));

        assertThat(contact.now()).isEqualTo(database.instant());
    }

    @Test
    void measuresHowFarItsClockIsOff() {
        clock.set(START.plusSeconds(90));
        way = Duration.ofMillis(200);
        contact.ask();

        assertThat(offsets).containsExactly(Duration.ofSeconds(90).minusMillis(100));
    }

    @Test
    void learnsNothingOfTheClockFromASlowAnswer() {
        way = Duration.ofSeconds(3);
        contact.ask();

        assertThat(offsets).isEmpty();
    }
}
