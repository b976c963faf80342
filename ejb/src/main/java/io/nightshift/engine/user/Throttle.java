package io.nightshift.engine.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets guessers wait. Some tries are free; each wrong one after them doubles the time until the next is looked at, for this
 * account from this address. An account that is guessed at from many addresses makes those wait from which nobody has come
 * in yet. What is refused unseen does not count, so waiting always ends. Memory is bounded: the longest untouched are
 * forgotten.
 */
final class Throttle {

    private static final int MOST = 10_000;
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(15);
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Of an account, over all addresses: free tries, and the longest wait. */
    private static final int ACCOUNT_TRIES = 50;

    private static final long ACCOUNT_LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int tries;
    private final long longestNanos;
    private final LongSupplier nanos;
    private final Clock clock;
    private final Map<Guess, Count> guesses = bounded();
    private final Map<String, Count> accounts = bounded();
    /** From where somebody has come in. */
    private final Map<Guess, Boolean> good = bounded();

    /** An account, tried from an address. */
    record Guess(String account, String address) {}

    /**
     * A guess that has to wait.
     *
     * @param delay until the next is looked at
     */
    record Wait(Guess guess, Instant since, int failures, Duration delay) {}

    private static final class Count {
        private final Instant since;
        private int failures;
        private long lastAt;
        private long waitNanos;

        Count(Instant since) {
            this.since = since;
        }
    }

    Throttle(int tries, Duration longest, LongSupplier nanos, Clock clock) {
        this.tries = tries;
        this.longestNanos = longest.toNanos();
        this.nanos = nanos;
        this.clock = clock;
    }

    /** Wrong secrets until the first wait. */
    int tries() {
        return tries;
    }

    /**
     * Asks for a look at one more secret. It counts as wrong until it {@linkplain #fitted fitted}, so that many at once are
     * as slow as one after the other.
     *
     * @return zero, or how long to wait
     */
    synchronized Duration enter(Guess guess) {
        long now = nanos.getAsLong();
        Count own = live(guesses, guess, now);
        boolean known = good.containsKey(guess);
        Count shared = known ? null : live(accounts, guess.account(), now);
        long left = Math.max(left(own, now), left(shared, now));
        if (left > 0) {
            return Duration.ofNanos(left);
        }
        count(guesses, guess, tries, longestNanos, now);
        if (!known) {
            count(accounts, guess.account(), ACCOUNT_TRIES, ACCOUNT_LONGEST_NANOS, now);
        }
        return Duration.ZERO;
    }

    /** The secret that was let through last was right. */
    synchronized void fitted(Guess guess) {
        guesses.remove(guess);
        if (good.put(guess, true) == null) {
            takeBack(guess);
        }
    }

    /** Somebody came in from there with what had fitted before. */
    synchronized void good(Guess guess) {
        good.put(guess, true);
    }

    /** The secret that was let through last was not looked at after all. */
    synchronized void unseen(Guess guess) {
        Count own = guesses.get(guess);
        if (own != null) {
            own.failures--;
            own.waitNanos = 0;
        }
        if (!good.containsKey(guess)) {
            takeBack(guess);
        }
    }

    /** What a guess has to wait now, if anything. */
    synchronized Optional<Wait> waiting(Guess guess) {
        long now = nanos.getAsLong();
        Count own = live(guesses, guess, now);
        long left = left(own, now);
        return own == null || left <= 0
                ? Optional.empty()
                : Optional.of(new Wait(guess, own.since, own.failures, Duration.ofNanos(left)));
    }

    /** Forgets what was wrong with this account, from wherever. */
    synchronized void clear(String account) {
        accounts.remove(account);
        guesses.keySet().removeIf(guess -> guess.account().equals(account));
    }

    private void takeBack(Guess guess) {
        Count shared = accounts.get(guess.account());
        if (shared != null) {
            shared.failures--;
            shared.waitNanos = 0;
        }
    }

    private <K> void count(Map<K, Count> counts, K key, int free, long longest, long now) {
        Count count = counts.computeIfAbsent(key, any -> new Count(clock.instant()));
        count.failures++;
        count.lastAt = now;
        int over = count.failures - free;
        count.waitNanos = over < 0 ? 0 : Math.min(longest, FIRST_NANOS << Math.min(over, 20));
    }

    private static long left(@Nullable Count count, long now) {
        return count == null ? 0 : count.waitNanos - (now - count.lastAt);
    }

    private static <K> @Nullable Count live(Map<K, Count> counts, K key, long now) {
        Count count = counts.get(key);
        if (count != null && now - count.lastAt > FORGET_NANOS) {
            counts.remove(key);
            return null;
        }
        return count;
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
