package io.nightshift.jobs.prime;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.concurrent.TimeUnit;

/** Counts the primes below a number, segment by segment, and goes on after a crash from its last checkpoint. */
@Handles(
        value = "prime.count",
        description = "Counts the primes below n: work for the processor, with a result that can be checked",
        maxAttempts = 3)
@ApplicationScoped
public class PrimeCount implements JobHandler<PrimeCount.Args, PrimeCount.Result> {

    /** A checkpoint is a write to the database, so not one per segment, which takes milliseconds. */
    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * What to count.
     *
     * @param n primes smaller than this are counted; 2 to 10^12 (10^9 takes seconds, 10^12 hours)
     */
    public record Args(@Min(2) @Max(1_000_000_000_000L) long n) {}

    /**
     * What was found.
     *
     * @param n the bound
     * @param count how many primes are smaller
     * @param largest the largest of them; 0 if there is none
     */
    public record Result(long n, long count, long largest) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) {
        SegmentedSieve sieve = new SegmentedSieve(args.n());
        context.checkpoint().map(Mark::parse).ifPresent(mark -> {
            sieve.resume(mark.next(), mark.count(), mark.largest());
            context.log(JobContext.LogLevel.INFO, "Goes on at " + mark.next());
        });
        long saved = System.nanoTime();
        while (!sieve.done()) {
            context.checkCancelled();
            sieve.step();
            context.progress(sieve.next(), args.n(), sieve.count() + " primes below " + sieve.next());
            if (System.nanoTime() - saved > CHECKPOINT_NANOS) {
                context.checkpoint(new Mark(sieve.next(), sieve.count(), sieve.largest()).text());
                saved = System.nanoTime();
            }
        }
        return Outcome.success(new Result(args.n(), sieve.count(), sieve.largest()));
    }

    private record Mark(long next, long count, long largest) {

        private static Mark parse(String text) {
            String[] parts = text.split(" ", -1);
            return new Mark(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }

        private String text() {
            return next + " " + count + " " + largest;
        }
    }
}
