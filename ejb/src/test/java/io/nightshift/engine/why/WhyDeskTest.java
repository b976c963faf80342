package io.nightshift.engine.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.why.Why.Reason;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.port.JobWaits.Jobs;
import io.nightshift.store.port.JobWaits.Wait;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.queue.Window;
import io.nightshift.store.type.Breaker.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhyDeskTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final JobId JOB = JobId.parse("0198c0de-0000-7000-8000-000000000001");
    private static final JobId OTHER = JobId.parse("0198c0de-0000-7000-8000-000000000002");
    private static final Jobs NONE = new Jobs(0, List.of());

    private final MemoryStores.Types types = new MemoryStores.Types();
    private final MemoryStores.Nodes nodes = new MemoryStores.Nodes();
    private Queue queue = Queue.plain("mail", 2);
    private JobState state = JobState.READY;
    private @Nullable Instant due;
    private Wait wait = new Wait(null, false, NONE, 0, 0, 1);
    private @Nullable Instant endBefore;
    private @Nullable String reason;
    private Jobs held = NONE;
    private Instant submitted = NOW;
    private Optional<String> misfit = Optional.empty();

    @Test
    void aReadyJobWithNothingBeforeItIsJustNotStarted() {
        assertThat(gates()).containsExactly(Why.Gate.NO_NODE);
        assertThat(ask().get(0).text()).isEqualTo("No live node knows the type mail.send.");

        live();

        assertThat(gates()).containsExactly(Why.Gate.NOT_STARTED);
    }

    @Test
    void saysFirstThatItsArgumentsDoNotFitItsType() {
        live();
        state = JobState.SCHEDULED;
        due = NOW.plusSeconds(30);
        misfit = Optional.of("The arguments do not fit the job type: args.total is not known");

        assertThat(gates()).containsExactly(Why.Gate.ARGS_DO_NOT_FIT, Why.Gate.NOT_DUE);
        assertThat(ask().get(0).text()).contains("args.total is not known").contains("no attempt is spent");
    }

    @Test
    void namesWhoPausedQueueAndTypeAndWhy() {
        live();
        queue = new Queue("mail", 2, 1, "ann", NOW, "stocktaking", Limits.NONE, Window.UNUSED);
        types.pause("mail.send", "bob", null);

        assertThat(ask()).extracting(Reason::gate).containsExactly(Why.Gate.PAUSED_QUEUE, Why.Gate.PAUSED_TYPE);
        assertThat(ask())
                .extracting(Reason::text)
                .containsExactly(
                        "Queue mail is paused by ann since 2026-05-01T12:00:00Z: stocktaking",
                        "Type mail.send is paused by bob since 1970-01-01T00:00:00Z.");
    }

    @Test
    void namesTheJobsThatTakeUpALimit() {
        live();
        held = new Jobs(1, List.of(OTHER));
        queue = limited(new Limits(1, null), Window.UNUSED);
        types.limits("mail.send", new Limits(1, null));

        assertThat(gates()).containsExactly(Why.Gate.QUEUE_LIMIT, Why.Gate.TYPE_LIMIT);
        assertThat(ask().get(0).text())
                .isEqualTo("At most 1 jobs of queue mail run at once: 1/1 held by job " + OTHER + ".");
        assertThat(ask().get(0).jobs()).containsExactly(OTHER);
    }

    @Test
    void tellsWhenTheNextPeriodOfARateOpens() {
        live();
        queue = limited(new Limits(null, new Rate(3, Duration.ofMinutes(1))), new Window(NOW.minusSeconds(20), 3));

        assertThat(gates()).containsExactly(Why.Gate.RATE);
        assertThat(ask().get(0).until()).isEqualTo(NOW.plusSeconds(40));
        assertThat(ask().get(0).text()).endsWith("the next period opens at 2026-05-01T12:00:40Z.");

        queue = limited(new Limits(null, new Rate(3, Duration.ofMinutes(1))), new Window(NOW.minusSeconds(61), 3));
        assertThat(gates()).containsExactly(Why.Gate.NOT_STARTED);
    }

    @Test
    void namesTheHolderOfAKeyAndThePlaceInTheLine() {
        live();
        state = JobState.BLOCKED;
        wait = new Wait(Gate.ordering("order:7"), true, new Jobs(1, List.of(OTHER)), 2, 0, 0);

        assertThat(gates()).containsExactly(Why.Gate.ORDERING_KEY);
        assertThat(ask().get(0).text())
                .isEqualTo("Jobs with the ordering key order:7 run one after the other: 1/1 held by job " + OTHER
                        + "; 2 jobs with this key wait before it.");

        wait = new Wait(Gate.concurrency("tenant:42", 9), true, new Jobs(9, List.of(OTHER)), 0, 0, 0);
        assertThat(gates()).containsExactly(Why.Gate.CONCURRENCY_KEY);
        assertThat(ask().get(0).text())
                .isEqualTo("The key tenant:42 is busy: 9/9 held by jobs " + OTHER + " and 8 more; it is the next one.");
    }

    @Test
    void aJobThatIsNotDueHearsWhatElseAwaitsIt() {
        live();
        state = JobState.SCHEDULED;
        due = NOW.plusSeconds(60);
        types.pause("mail.send", "bob", null);

        assertThat(gates()).containsExactly(Why.Gate.NOT_DUE, Why.Gate.PAUSED_TYPE);
        assertThat(ask().get(0).until()).isEqualTo(due);
    }

    @Test
    void countsThoseBeforeItAndTheNodesThatAreFull() {
        live();
        held = new Jobs(2, List.of(OTHER));
        wait = new Wait(null, false, NONE, 0, JobWaits.CAP, 1);

        assertThat(gates()).containsExactly(Why.Gate.NODE_LIMIT, Why.Gate.BEHIND);
        assertThat(ask().get(1).text()).isEqualTo("at least 1000 ready jobs of queue mail come before it.");
    }

    @Test
    void tellsThatTenantsTakeTurns() {
        live();
        wait = new Wait(null, false, NONE, 0, 7, 3);
        assertThat(gates()).containsExactly(Why.Gate.BEHIND);
        assertThat(ask().get(0).text())
                .isEqualTo("7 ready jobs of tenant acme come before it; the 3 tenants of queue mail take turns.");

        wait = new Wait(null, false, NONE, 0, 0, JobWaits.CAP);
        assertThat(gates()).containsExactly(Why.Gate.BEHIND);
        assertThat(ask().get(0).text())
                .isEqualTo("It is the next one of tenant acme; the tenants of queue mail, at least 1000, take turns.");
    }

    @Test
    void tellsWhatIsDoneForJobsThatHaveWaitedLong() {
        live();
        submitted = NOW.minusSeconds(61);
        wait = new Wait(null, false, NONE, 0, 1, 1);

        assertThat(ask().get(0).text())
                .isEqualTo(
                        "1 ready job of queue mail comes before it. It has waited for more than PT1M, so it also has a"
                                + " part in the 10 of 100 jobs that go to the oldest.");
    }

    @Test
    void tellsWhenTheTimeLimitIsOverAndWhyAJobEnded() {
        state = JobState.SCHEDULED;
        due = NOW.plusSeconds(60);
        endBefore = NOW.plusSeconds(600);
        assertThat(ask().get(0).text())
                .isEqualTo(
                        "It is not due before 2026-05-01T12:01:00Z; its time limit is over at 2026-05-01T12:10:00Z.");

        state = JobState.CANCELLED;
        reason = "Replaced by job " + OTHER;
        assertThat(ask().get(0).text()).contains("CANCELLED (Replaced by job " + OTHER + ")");
    }

    @Test
    void tellsThatABreakerIsOpenWhoOpenedItAndWhenItProbes() {
        live();
        types.breaker("mail.send", new Rule(50, 20, Duration.ofMinutes(1), Duration.ofHours(1)));
        assertThat(gates()).containsExactly(Why.Gate.NOT_STARTED);

        types.trip("mail.send", "node-1", "12 of 20 attempts failed");

        assertThat(gates()).containsExactly(Why.Gate.BREAKER);
        Reason open = ask().get(0);
        assertThat(open.until())
                .isEqualTo(Objects.requireNonNull(types.find("mail.send")).until());
        assertThat(open.text())
                .startsWith("The breaker of type mail.send was opened by node-1 at ")
                .contains(": 12 of 20 attempts failed. It lets one job probe at ");

        types.breaker("mail.send", new Rule(50, 20, Duration.ofMinutes(1), Duration.ZERO));
        types.open("mail.send", "ann", null);
        types.probes("mail.send", OTHER);
        assertThat(ask().get(0).jobs()).containsExactly(OTHER);
        assertThat(ask().get(0).until()).isNull();
        assertThat(ask().get(0).text()).endsWith("It lets one job at a time probe, the last was " + OTHER + ".");
    }

    @Test
    void knowsNodesThatAreBeingDrained() {
        live();
        nodes.drain(nodes.all().get(0).incarnation(), "ann");

        assertThat(gates()).containsExactly(Why.Gate.NO_NODE);
        assertThat(ask().get(0).text())
                .isEqualTo("The only live node that knows the type mail.send is being drained:"
                        + " one since 1970-01-01T00:00:00Z by ann.");

        nodes.register(UUID.randomUUID(), "two", "1", 0, List.of("mail.send"), Duration.ofSeconds(30));
        assertThat(gates()).containsExactly(Why.Gate.NODES_BUSY);
        assertThat(ask().get(0).text()).endsWith(" Being drained: one since 1970-01-01T00:00:00Z by ann.");
    }

    @Test
    void answersPlainlyForJobsThatRunOrHaveEnded() {
        state = JobState.RUNNING;
        assertThat(gates()).containsExactly(Why.Gate.RUNNING);
        state = JobState.DEAD;
        assertThat(gates()).containsExactly(Why.Gate.ENDED);
        assertThat(desk().ask(OTHER)).isEmpty();
    }

    private void live() {
        nodes.register(UUID.randomUUID(), "one", "1", 4, List.of("mail.send"), Duration.ofSeconds(30));
    }

    private static Queue limited(Limits limits, Window window) {
        return new Queue("mail", 2, 1, null, null, null, limits, window);
    }

    private List<Why.Gate> gates() {
        return ask().stream().map(Reason::gate).toList();
    }

    private List<Reason> ask() {
        return desk().ask(JOB).orElseThrow().reasons();
    }

    private Why desk() {
        JobSearch search = MemoryStores.proxy(
                JobSearch.class,
                (method, arguments) -> JOB.equals(arguments[0]) ? Optional.of(job()) : Optional.empty());
        JobWaits waits = MemoryStores.proxy(
                JobWaits.class, (method, arguments) -> method.equals("find") ? Optional.of(wait) : held);
        QueueStore queues = MemoryStores.proxy(QueueStore.class, (method, arguments) -> List.of(queue));
        EngineConfig.Ageing ageing = new EngineConfig.Ageing(10, Duration.ofMinutes(1));
        return new WhyDesk(
                new WhyDesk.Looks(search, waits, (type, args) -> misfit),
                new Obstacles(queues, types, nodes, waits, () -> NOW),
                ageing,
                () -> NOW);
    }

    private JobSnapshot job() {
        return new JobSnapshot(
                JOB,
                "mail.send",
                "mail",
                5,
                state,
                1,
                3,
                "{}",
                List.of(),
                "acme",
                "ann",
                submitted,
                due,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                endBefore,
                reason);
    }
}
