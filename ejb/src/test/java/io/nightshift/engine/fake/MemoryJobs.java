package io.nightshift.engine.fake;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.port.Allotted;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import io.nightshift.store.port.Turn;
import io.nightshift.store.type.Breaker;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The moves of a job in memory: enough of the contract for one node, with faults to switch on. */
public final class MemoryJobs implements JobStore {

    private record Held(UUID incarnation, Map<JobId, Integer> attempts) {}

    private final Map<JobId, NewJob> jobs = new HashMap<>();
    private final Map<JobId, Integer> ready = new TreeMap<>();
    private final Map<UUID, Held> claims = new LinkedHashMap<>();
    private final Map<JobId, List<Finished>> ended = new HashMap<>();
    private final Map<NewJob.Key, JobId> keys = new HashMap<>();
    private final Set<JobId> cancelRequests = new HashSet<>();
    private final List<JobId> started = new ArrayList<>();
    private final Set<JobId> snoozed = new HashSet<>();
    private final List<Integer> markSizes = new ArrayList<>();
    private final List<Integer> insertSizes = new ArrayList<>();
    private final List<Integer> claimSizes = new ArrayList<>();
    private final Set<String> limitedClaims = new HashSet<>();
    private int nameLooks;
    private int ageLooks;
    private volatile int mostHeld = Integer.MAX_VALUE;
    private volatile @Nullable Duration opensIn;
    private volatile MemoryStores.@Nullable Types breakers;
    private volatile @Nullable CountDownLatch claimCame;
    private volatile @Nullable CountDownLatch claimGoes;
    private volatile @Nullable RuntimeException fault;
    private final Queue<Error> finishErrors = new ConcurrentLinkedQueue<>();
    private volatile boolean answerLost;
    private volatile @Nullable String refusedTag;
    private volatile long insertMillis;
    private volatile @Nullable Instant endAt;

    /** Every call throws this from now on; null heals. */
    public void fault(@Nullable RuntimeException thrown) {
        fault = thrown;
    }

    /** One more call to write down what ended throws this. */
    public void failFinishOnce(Error thrown) {
        finishErrors.add(thrown);
    }

    /** The next call to write down what ended does so, and then the connection is lost. */
    public void loseAnswerOfFinishOnce() {
        answerLost = true;
    }

    /** Claims under limits hold at most this many jobs, and say when it is worth looking again. */
    public void limit(int most, @Nullable Duration again) {
        mostHeld = most;
        opensIn = again;
    }

    /** Every time limit ends at this instant. */
    public void endAt(Instant end) {
        endAt = end;
    }

    /** The attempt that a ready job comes to next. */
    public synchronized void attempt(JobId id, int number) {
        ready.put(id, number);
    }

    /** Claims under limits heed the breakers of these types. */
    public void heed(MemoryStores.Types types) {
        breakers = types;
    }

    /** The next claim waits until the latch opens, as when the database is slow; the other one says that it came. */
    public void holdClaims(CountDownLatch came, CountDownLatch go) {
        claimCame = came;
        claimGoes = go;
    }

    /** Types that were claimed under limits. */
    public synchronized Set<String> limitedClaims() {
        return Set.copyOf(limitedClaims);
    }

    /** Inserts that hold a job with this tag are refused as a database would refuse bad data. */
    public void refuse(String tag) {
        refusedTag = tag;
    }

    /** Inserts take this long. */
    public void slowInserts(long millis) {
        insertMillis = millis;
    }

    /** Attempts of a job that were written down. */
    public synchronized List<Finished> ended(JobId id) {
        return List.copyOf(ended.getOrDefault(id, List.of()));
    }

    /** How many jobs have a written attempt. */
    public synchronized int endedJobs() {
        return ended.size();
    }

    /** Jobs that wait. */
    public synchronized int readyJobs() {
        return ready.size();
    }

    /** The attempts to come of the jobs that wait. */
    public synchronized Set<Integer> readyAttempts() {
        return new HashSet<>(ready.values());
    }

    /** Jobs in claims. */
    public synchronized int claimedJobs() {
        return claims.values().stream().mapToInt(held -> held.attempts().size()).sum();
    }

    /** Attempts that were marked as started. */
    public synchronized List<JobId> started() {
        return List.copyOf(started);
    }

    /** How many attempts were marked with each call. */
    public synchronized List<Integer> markSizes() {
        return List.copyOf(markSizes);
    }

    /** How many jobs came with each insert. */
    public synchronized List<Integer> insertSizes() {
        return List.copyOf(insertSizes);
    }

    /** How many jobs went with each claim. */
    public synchronized List<Integer> claimSizes() {
        return List.copyOf(claimSizes);
    }

    /** Takes all claims away, as a rescue by another node does. */
    public synchronized void rescueAll() {
        claims.clear();
    }

    /** Puts a job into a claim that nobody knows of. */
    public synchronized UUID strange(UUID incarnation, JobId id) {
        UUID claim = UUID.randomUUID();
        ready.remove(id);
        claims.put(claim, new Held(incarnation, new HashMap<>(Map.of(id, 1))));
        return claim;
    }

    @Override
    public List<Inserted> insert(List<NewJob> all) {
        if (insertMillis > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(insertMillis * 1_000_000);
        }
        return store(all);
    }

    private synchronized List<Inserted> store(List<NewJob> all) {
        check();
        String refused = refusedTag;
        if (refused != null && all.stream().anyMatch(job -> job.tags().contains(refused))) {
            throw new IllegalStateException(new java.sql.SQLException("refused", "22021"));
        }
        insertSizes.add(all.size());
        return all.stream().map(this::insertOne).toList();
    }

    private Inserted insertOne(NewJob job) {
        NewJob.Key key = job.key();
        if (key != null) {
            for (Map.Entry<NewJob.Key, JobId> known : keys.entrySet()) {
                boolean same = known.getKey().value().equals(key.value())
                        && known.getKey().scope().equals(key.scope());
                if (same) {
                    boolean equal = known.getKey().requestHash().equals(key.requestHash());
                    return new Inserted(
                            known.getValue(), equal ? Inserted.Kind.EXISTING : Inserted.Kind.CONFLICT, false);
                }
            }
            keys.put(key, job.id());
        }
        jobs.put(job.id(), job);
        ready.put(job.id(), 1);
        return new Inserted(job.id(), Inserted.Kind.CREATED, true);
    }

    @Override
    public synchronized List<Inserted> insertAll(List<NewJob> all) {
        check();
        return all.stream().map(this::insertOne).toList();
    }

    @Override
    public @Nullable Claimed claim(
            UUID incarnation, String queue, Collection<String> types, List<Turn> turns, int limit) {
        CountDownLatch came = claimCame;
        CountDownLatch go = claimGoes;
        if (came != null && go != null) {
            came.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return take(incarnation, queue, types, turns, limit);
    }

    private synchronized @Nullable Claimed take(
            UUID incarnation, String queue, Collection<String> types, List<Turn> turns, int limit) {
        check();
        int each = Math.max(1, limit / turns.size());
        List<NewJob> taken = turns.stream()
                .flatMap(turn -> waiting(queue, types, turn).limit(each))
                .limit(limit)
                .toList();
        if (taken.isEmpty()) {
            return null;
        }
        claimSizes.add(taken.size());
        UUID claim = UUID.randomUUID();
        Map<JobId, Integer> attempts = new HashMap<>();
        List<Claimed.Job> answer = new ArrayList<>();
        for (NewJob job : taken) {
            Integer attempt = ready.remove(job.id());
            int number = attempt == null ? 1 : attempt;
            attempts.put(job.id(), number);
            answer.add(new Claimed.Job(
                    job.id(),
                    number,
                    job.type(),
                    job.queue(),
                    tenant(job),
                    job.priority(),
                    job.args(),
                    job.maxAttempts(),
                    job.timeout(),
                    job.startBefore(),
                    job.gate() != null,
                    end(job)));
        }
        claims.put(claim, new Held(incarnation, attempts));
        return new Claimed(claim, answer, each);
    }

    private Stream<NewJob> waiting(String queue, Collection<String> types, Turn turn) {
        Claimed.Cursor after = turn.after();
        return ready.keySet().stream()
                .map(this::job)
                .filter(job -> job.queue().equals(queue) && types.contains(job.type()))
                .filter(job -> tenant(job).equals(turn.tenant()))
                .sorted(java.util.Comparator.comparingInt(NewJob::priority).thenComparing(NewJob::id))
                .filter(job -> after == null
                        || job.priority() > after.priority()
                        || (job.priority() == after.priority() && job.id().compareTo(after.id()) > 0));
    }

    private static String tenant(NewJob job) {
        return job.tenant() == null ? Turn.NOBODY : job.tenant();
    }

    @Override
    public synchronized List<String> tenants(String queue, @Nullable String after, int limit) {
        check();
        nameLooks++;
        return ready.keySet().stream()
                .map(this::job)
                .filter(job -> job.queue().equals(queue))
                .map(MemoryJobs::tenant)
                .filter(tenant -> after == null || tenant.compareTo(after) > 0)
                .distinct()
                .sorted()
                .limit(limit)
                .toList();
    }

    /** How often somebody looked for the names of tenants. */
    public synchronized int nameLooks() {
        return nameLooks;
    }

    /** How often somebody looked for what waits longest. */
    public synchronized int ageLooks() {
        return ageLooks;
    }

    /** Every job counts as old. */
    @Override
    public synchronized List<Turn> overtaken(String queue, Collection<String> types, List<Turn> turns, Duration age) {
        check();
        ageLooks++;
        List<Turn> overtaken = new ArrayList<>();
        for (Turn turn : turns) {
            List<NewJob> all = waiting(queue, types, turn).toList();
            all.stream().min(java.util.Comparator.comparing(NewJob::id)).ifPresent(oldest -> {
                if (oldest.priority() > all.get(0).priority()) {
                    JobId lowest = new JobId(new UUID(0, 0));
                    overtaken.add(new Turn(turn.tenant(), new Claimed.Cursor(oldest.priority(), lowest)));
                }
            });
        }
        return overtaken;
    }

    private @Nullable Instant end(NewJob job) {
        Instant fixed = endAt;
        if (job.timeLimit().isZero() || fixed != null) {
            return job.timeLimit().isZero() ? null : fixed;
        }
        return java.time.Clock.systemUTC().instant().plus(job.timeLimit());
    }

    private NewJob job(JobId id) {
        NewJob job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("No job " + id);
        }
        return job;
    }

    @Override
    public synchronized Allotted claimLimited(
            UUID incarnation, String queue, Collection<String> types, List<Turn> turns, int limit) {
        check();
        limitedClaims.addAll(types);
        Allotted tripped = types.size() == 1 ? tripped(incarnation, queue, types, turns) : null;
        if (tripped != null) {
            return tripped;
        }
        int room = Math.min(limit, mostHeld - claimedJobs());
        if (room <= 0) {
            return new Allotted(null, true, opensIn);
        }
        Claimed claimed = take(incarnation, queue, types, turns, room);
        boolean heldBack = room < limit && claimed != null && claimed.jobs().size() == room;
        return new Allotted(claimed, heldBack, heldBack ? opensIn : null);
    }

    /** What a claim of a type answers whose breaker is not closed; null if it is. */
    private @Nullable Allotted tripped(UUID incarnation, String queue, Collection<String> types, List<Turn> turns) {
        MemoryStores.Types known = breakers;
        String type = types.iterator().next();
        Breaker breaker = known == null ? null : known.find(type);
        if (known == null || breaker == null || breaker.closed()) {
            return null;
        }
        Instant until = breaker.until();
        JobId probe = breaker.probe();
        if (breaker.state() == Breaker.State.OPEN && until != null) {
            return new Allotted(null, true, Duration.between(Clock.systemUTC().instant(), until));
        }
        boolean held = probe != null
                && claims.values().stream().anyMatch(one -> one.attempts().containsKey(probe));
        Claimed claimed = held ? null : take(incarnation, queue, types, turns, 1);
        if (claimed == null) {
            return new Allotted(null, held, null);
        }
        known.probes(type, claimed.jobs().get(0).id());
        return new Allotted(claimed, true, null, true);
    }

    @Override
    public synchronized Set<JobId> written(Collection<Finished> doubtful) {
        return doubtful.stream()
                .filter(one -> ended(one.id()).stream().anyMatch(was -> was.attempt() == one.attempt()))
                .map(Finished::id)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Set<JobId> finish(UUID incarnation, List<Finished> all, Consumer<String> waiting) {
        check();
        Error error = finishErrors.poll();
        if (error != null) {
            throw error;
        }
        Set<JobId> fenced = new HashSet<>();
        for (Finished one : all) {
            Held held = claims.get(one.claimId());
            if (held == null
                    || !held.incarnation().equals(incarnation)
                    || held.attempts().remove(one.id()) == null) {
                fenced.add(one.id());
                continue;
            }
            ended.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one);
            boolean again = one.ending() instanceof Finished.Failed failed
                    && !failed.forGood()
                    && one.attempt() < one.maxAttempts();
            if (again) {
                ready.put(one.id(), one.attempt() + 1);
            }
            if (one.ending() instanceof Finished.Snoozed) {
                snoozed.add(one.id());
                ready.put(one.id(), one.attempt());
            }
        }
        if (answerLost) {
            answerLost = false;
            throw new StoreException("The connection was lost", new SQLTransientConnectionException("lost"));
        }
        return fenced;
    }

    @Override
    public synchronized int release(UUID incarnation, UUID claimId, @Nullable Collection<JobId> of) {
        check();
        Held held = claims.get(claimId);
        if (held == null) {
            return 0;
        }
        List<JobId> back = of == null ? List.copyOf(held.attempts().keySet()) : List.copyOf(of);
        int released = 0;
        for (JobId id : back) {
            Integer attempt = held.attempts().remove(id);
            if (attempt != null) {
                ready.put(id, attempt);
                released++;
            }
        }
        return released;
    }

    @Override
    public synchronized Map<UUID, List<JobId>> claimsOf(UUID incarnation) {
        check();
        Map<UUID, List<JobId>> answer = new HashMap<>();
        claims.forEach((id, held) -> {
            if (held.incarnation().equals(incarnation)) {
                answer.put(id, List.copyOf(held.attempts().keySet()));
            }
        });
        return answer;
    }

    @Override
    public synchronized CancelReply cancel(JobId id, String by) {
        cancelRequests.add(id);
        return CancelReply.REQUESTED;
    }

    @Override
    public synchronized Set<JobId> cancelRequests(Collection<JobId> running) {
        check();
        Set<JobId> answer = new HashSet<>(cancelRequests);
        answer.retainAll(new HashSet<>(running));
        return answer;
    }

    @Override
    public synchronized void started(Collection<Started> begun, String node) {
        check();
        begun.forEach(one -> started.add(one.id()));
        markSizes.add(begun.size());
    }

    @Override
    public synchronized boolean snoozed(JobId id) {
        check();
        return snoozed.contains(id);
    }

    @Override
    public RetryReply retry(JobId id, String by) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    @Override
    public Map<String, Integer> promote(int limit) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    @Override
    public Set<String> admit(Collection<Gate> gates) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    @Override
    public Set<String> settle(Collection<JobId> moved) {
        return Set.of();
    }

    @Override
    public Map<String, Integer> mend(int limit) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    @Override
    public int expire(int limit) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    @Override
    public Map<String, Integer> rescue(int maxClaims, int maxLosses) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    @Override
    public int prune(Set<JobState> states, Duration age, int limit) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    @Override
    public int pruneKeys(int limit) {
        throw new UnsupportedOperationException("Not the engine's");
    }

    private void check() {
        RuntimeException thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
    }
}
