package io.nightshift.engine.user;

import io.nightshift.engine.log.RimLog;
import io.nightshift.store.user.UserStore.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Reads users, each at most once in three seconds. Callers of one user share one question to the database, wait for it for a
 * bounded time, and are told that it cannot be answered rather than that there is no such user.
 */
final class AccountReader {

    static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** After a question that failed no other is asked for so long: callers must not queue up before a database that is away. */
    static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PATIENCE_MILLIS = 3_000;
    private static final int MOST = 10_000;
    /** Questions at a time: fewer than the connections that there are, so that sign-ins cannot use them up. */
    private static final int QUESTIONS = 8;

    private final Function<String, Optional<Credentials>> store;
    private final LongSupplier nanos;
    private final Semaphore room = new Semaphore(QUESTIONS);
    private final Map<String, Question> questions = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Question> eldest) {
            return size() > MOST;
        }
    };
    private volatile boolean failing;
    private volatile long failedAt;

    /** What was asked, and when: the answer is as old as the question. */
    private record Question(long askedAt, CompletableFuture<Optional<Credentials>> answer) {}

    /**
     * Makes one.
     *
     * @param store throws whatever it likes if it cannot tell
     */
    AccountReader(Function<String, Optional<Credentials>> store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /**
     * Finds a user.
     *
     * @throws AccountsAwayException if nobody can tell now
     */
    Optional<Credentials> find(String name) {
        Question question;
        boolean mine = false;
        synchronized (questions) {
            question = questions.get(name);
            if (question == null || nanos.getAsLong() - question.askedAt() >= FRESH_NANOS) {
                question = new Question(nanos.getAsLong(), new CompletableFuture<>());
                questions.put(name, question);
                mine = true;
            }
        }
        if (mine) {
            ask(name, question);
        }
        return await(question.answer());
    }

    /** Makes the next question about a user a new one. */
    void forget(String name) {
        synchronized (questions) {
            questions.remove(name);
        }
    }

    private void ask(String name, Question question) {
        try {
            question.answer().complete(read(name));
            if (failing) {
                failing = false;
                RimLog.LOG.usersReadAgain();
            }
        } catch (Throwable e) {
            synchronized (questions) {
                questions.remove(name, question);
            }
            question.answer().completeExceptionally(e);
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    private Optional<Credentials> read(String name) {
        if (failing && nanos.getAsLong() - failedAt < PAUSE_NANOS) {
            throw new AccountsAwayException(null);
        }
        boolean entered = false;
        try {
            entered = room.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (!entered) {
                throw new AccountsAwayException(null);
            }
            return store.apply(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccountsAwayException(e);
        } catch (AccountsAwayException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever it is: who cannot be asked for cannot be called unknown.
            failedAt = nanos.getAsLong();
            if (!failing) {
                failing = true;
                RimLog.LOG.usersNotRead(e);
            }
            throw new AccountsAwayException(e);
        } finally {
            if (entered) {
                room.release();
            }
        }
    }

    private static Optional<Credentials> await(CompletableFuture<Optional<Credentials>> answer) {
        try {
            return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AccountsAwayException(e);
        } catch (ExecutionException e) {
            throw new AccountsAwayException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccountsAwayException(e);
        }
    }
}
