package io.nightshift.jobs.prime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.Outcome;
import io.nightshift.jobs.FakeContext;
import io.nightshift.jobs.prime.PrimeCount.Args;
import io.nightshift.jobs.prime.PrimeCount.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimeCountTest {

    private final PrimeCount handler = new PrimeCount();

    @ParameterizedTest
    @CsvSource({
        "2, 0, 0",
        "3, 1, 2",
        "4, 2, 3",
        "9, 4, 7",
        "10, 4, 7",
        "1000, 168, 997",
        "524288, 43390, 524287",
        "524289, 43390, 524287",
        "1048576, 82025, 1048573",
        "10000000, 664579, 9999991"
    })
    void countsPrimesBelow(long n, long count, long largest) {
        Outcome<Result> outcome = handler.handle(new Args(n), new FakeContext());

        assertThat(outcome).isEqualTo(Outcome.success(new Result(n, count, largest)));
    }

    @Test
    void agreesWithTrialDivision() {
        long count = 0;
        for (int n = 2; n < 3000; n++) {
            SegmentedSieve sieve = new SegmentedSieve(n);
            while (!sieve.done()) {
                sieve.step();
            }
            assertThat(sieve.count()).as("primes below %d", n).isEqualTo(count);
            if (isPrime(n)) {
                count++;
            }
        }
    }

    @Test
    void goesOnFromItsCheckpoint() {
        FakeContext context = new FakeContext();
        context.checkpoint("5242880 364739 5242877");

        Outcome<Result> outcome = handler.handle(new Args(10_000_000), context);

        assertThat(context.logged).containsExactly("Goes on at 5242880");
        assertThat(context.reported).allMatch(done -> done > 5_242_880);
        assertThat(outcome.toString()).contains("largest=9999991");
    }

    @Test
    void checkpointsMatchACountFromTheStart() {
        SegmentedSieve sieve = new SegmentedSieve(10_000_000);
        for (int i = 0; i < 10; i++) {
            sieve.step();
        }
        SegmentedSieve second = new SegmentedSieve(10_000_000);
        second.resume(sieve.next(), sieve.count(), sieve.largest());
        while (!second.done()) {
            second.step();
        }

        assertThat(second.count()).isEqualTo(664_579);
    }

    @Test
    void stopsWhenCancelled() {
        FakeContext context = new FakeContext().cancelAfterChecks(3);

        assertThatThrownBy(() -> handler.handle(new Args(1_000_000_000_000L), context))
                .isInstanceOf(JobCancelledException.class);
        assertThat(context.reported).hasSize(2);
    }

    private static boolean isPrime(int n) {
        for (int d = 2; d * d <= n; d++) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }
}
