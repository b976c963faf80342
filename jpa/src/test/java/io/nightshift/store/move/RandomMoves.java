package io.nightshift.store.move;

import static io.nightshift.store.AJob.aJob;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Settlement;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Finished.Ending;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.steer.JobChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs of all kinds over few keys, and moves of any of them. */
final class RandomMoves {

    static final Set<String> TYPES = Set.of("test.noop");

    private final TestDatabase database;
    private final Transactor transactor;
    private final JobStore store;
    private final Settlement settlement;
    private final UUID node;
    private final int longest;
    private final List<JobId> known = Collections.synchronizedList(new ArrayList<>());

    /** Jobs have up to so many milliseconds, if they have a limit. */
    RandomMoves(TestDatabase database, Transactor transactor, JobStore store, UUID node, int longest) {
        this.database = database;
        this.transactor = transactor;
        this.store = store;
        this.node = node;
        this.longest = longest;
        this.settlement = new Settlement(transactor, new Gates(database.moves().gates()));
    }

    /** Some of what is scheduled becomes due. */
    void hurry() {
        database.execute("update scheduled set due = current_timestamp where job_id in"
                + " (select job_id from scheduled limit 5 for update skip locked)");
    }

    /** Some time limits end. */
    void endLimits() {
        database.execute("update expiry set end_before = current_timestamp, look_at = current_timestamp where job_id in"
                + " (select job_id from expiry where end_before is not null limit 5)");
    }

    void seed(Random random) {
        while (known.size() > 60) {
            known.remove(0);
        }
        for (int kind = 0; kind < 7; kind++) {
            submit(random, kind, kind % 2 == 0);
        }
    }

    /** Jobs of a call in any order of their keys. */
    void submit(Random random, int kind, boolean replace) {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            AJob job = aJob();
            int key = random.nextInt(4);
            if (kind == 1 || kind > 3) {
                job.gate(
                        random.nextBoolean()
                                ? Gate.concurrency("k" + key, 1 + random.nextInt(2))
                                : Gate.ordering("o" + key));
            }
            if (kind == 2 || kind == 4) {
                job.key("", "i" + key, "c", random.nextBoolean() ? Duration.ZERO : null);
            }
            if (kind == 3 || kind > 4) {
                job.timeLimit(Duration.ofMillis(1 + random.nextInt(longest)));
            }
            if (kind > 4) {
                job = replace && kind == 5 ? job.replace("u" + key) : job.keep("u" + key);
            }
            if (random.nextInt(3) == 0) {
                job.delay(random.nextBoolean() ? Duration.ofSeconds(60) : Duration.ofMillis(20));
            }
            jobs.add(job.build());
        }
        store.insert(jobs).forEach(inserted -> known.add(inserted.id()));
    }

    @Nullable
    Claimed claim(UUID incarnation, Random random) {
        return store.claim(incarnation, "default", TYPES, 1 + random.nextInt(5), null);
    }

    void end(@Nullable Claimed claimed, Random random) {
        if (claimed == null) {
            return;
        }
        List<Finished> ended = new ArrayList<>();
        for (Claimed.Job job : claimed.jobs()) {
            Ending ending = switch (random.nextInt(6)) {
                case 0 -> new Finished.Succeeded(null);
                case 1 -> new Finished.Snoozed(Duration.ZERO);
                case 2 -> new Finished.Cancelled(null);
                case 3 -> new Finished.Expired();
                default ->
                    new Finished.Failed(
                            Kind.FAILED, new Finished.Error(null, "broke", null), Duration.ZERO, random.nextBoolean());
            };
            ended.add(new Finished(
                    claimed.id(),
                    job.id(),
                    job.attempt(),
                    job.maxAttempts(),
                    Duration.ZERO,
                    Duration.ZERO,
                    "one",
                    ending,
                    job.keyed()));
        }
        store.started(
                claimed.jobs().stream()
                        .map(job -> new JobStore.Started(job.id(), job.attempt(), Duration.ZERO))
                        .toList(),
                "one");
        Collections.shuffle(ended, random);
        store.finish(node, ended);
    }

    void release(@Nullable Claimed claimed) {
        if (claimed != null) {
            store.release(node, claimed.id(), null);
        }
    }

    void chunk(Random random, ChunkMove move) {
        JobChunk.Moved moved = transactor.transact(
                "Moving",
                connection -> new JobChunk(database.moves().chunks()).move(connection, any(random, 20), move));
        settlement.settle(moved.gates());
    }

    List<JobId> any(Random random, int count) {
        List<JobId> ids;
        synchronized (known) {
            ids = new ArrayList<>(known);
        }
        Collections.shuffle(ids, random);
        return ids.stream().distinct().limit(count).toList();
    }
}
