package io.nightshift.engine.ingress;

import static io.nightshift.engine.ingress.FakeMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.config.EngineConfig.Limits;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.store.ingress.BindingStore;
import io.nightshift.store.ingress.BindingStore.Binding;
import io.nightshift.store.ingress.RejectStore;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundConsumerTest {

    private static final Binding BINDING = new Binding("orders.placed", "a.b", null, 5);

    /** A broker of one queue: what is rolled back goes to the end. */
    private final LinkedBlockingDeque<Message> queue = new LinkedBlockingDeque<>();

    private final AtomicInteger connections = new AtomicInteger();
    private final List<Integer> commits = new CopyOnWriteArrayList<>();
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private volatile boolean queueMissing;
    private volatile boolean storeAway;
    private volatile String poison = "none";
    private final List<BindingStore.Binding> bindings = new CopyOnWriteArrayList<>(List.of(BINDING));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final BoundQueues bound = new BoundQueues(
            MemoryStores.proxy(BindingStore.class, (method, args) -> List.copyOf(bindings)),
            task -> CompletableFuture.runAsync(task),
            binding -> new BoundConsumer(
                    binding,
                    MemoryStores.proxy(ConnectionFactory.class, (method, args) -> connection()),
                    new Intake(
                            new MessageReader(1_024),
                            submission(),
                            MemoryStores.proxy(RejectStore.class, (method, args) -> null),
                            MemoryStores.proxy(JobTypes.class, (method, args) -> args[1]),
                            new Intake.Past(
                                    new Repeats(id -> Optional.empty(), new StrictJson(new Limits(1_024, 10, 10))),
                                    Suspects.of(folder, 200))),
                    new BoundConsumer.Backoff(Duration.ofMillis(10), Duration.ofMillis(50))));

    private Submission submission() {
        return MemoryStores.proxy(Submission.class, (method, args) -> {
            List<JobRequest> requests = new ArrayList<>();
            if (args[0] instanceof JobRequest one) {
                requests.add(one);
            } else {
                ((List<?>) args[0]).forEach(request -> requests.add((JobRequest) request));
            }
            if (storeAway || requests.stream().anyMatch(request -> poison.equals(request.idempotencyKey()))) {
                throw new IllegalStateException("cannot be stored");
            }
            requests.forEach(request -> stored.add(String.valueOf(request.idempotencyKey())));
            Submitted answer = new Submitted(new JobId(UUID.randomUUID()), true);
            return method.equals("submit") ? answer : Collections.nCopies(requests.size(), answer);
        });
    }

    private Connection connection() {
        connections.incrementAndGet();
        List<Message> open = new ArrayList<>();
        MessageConsumer consumer = MemoryStores.proxy(MessageConsumer.class, (method, args) -> {
            if (!method.startsWith("receive")) {
                return null;
            }
            Message message = poll(method.equals("receive") ? 20 : 0);
            if (message != null) {
                open.add(message);
            }
            return message;
        });
        Session session = MemoryStores.proxy(Session.class, (method, args) -> switch (method) {
            case "createQueue" -> MemoryStores.proxy(Queue.class, (name, none) -> null);
            case "createConsumer" -> {
                if (queueMissing) {
                    sneaky(new InvalidDestinationException("AMQ229017: Queue orders.placed does not exist"));
                }
                yield consumer;
            }
            case "commit" -> {
                commits.add(open.size());
                open.clear();
                yield null;
            }
            case "rollback", "close" -> {
                queue.addAll(open);
                open.clear();
                yield null;
            }
            default -> null;
        });
        return MemoryStores.proxy(Connection.class, (method, args) -> method.equals("createSession") ? session : null);
    }

    private @org.jspecify.annotations.Nullable Message poll(long millis) {
        try {
            return queue.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneaky(Exception thrown) throws E {
        throw (E) thrown;
    }

    private void send(int from, int to) {
        for (int i = from; i < to; i++) {
            queue.add(aMessage().id("ID:" + i).text("{}"));
        }
    }

    private Bindings.Status status() {
        return bound.status(BINDING);
    }

    @AfterEach
    void stop() {
        bound.stop();
    }

    @Test
    void consumesInBatchesOfAtMostAHundred() {
        send(0, 250);

        bound.runOnce();

        await().untilAsserted(() -> assertThat(commits).containsExactly(100, 100, 50));
        assertThat(stored).hasSize(250);
        assertThat(status().consuming()).isTrue();
        assertThat(status().problem()).isEmpty();
    }

    @Test
    void saysThatTheBrokerHasNoSuchQueueAndStartsWhenItComes() {
        queueMissing = true;
        bound.runOnce();
        await().untilAsserted(
                        () -> assertThat(status().problem()).isEqualTo("The broker has no queue 'orders.placed'"));
        assertThat(status().consuming()).isFalse();

        queueMissing = false;
        send(0, 1);

        await().untilAsserted(() -> assertThat(stored).containsExactly("ID:0"));
    }

    @Test
    void givesMessagesBackWhileTheStoreIsAway() {
        storeAway = true;
        send(0, 10);
        bound.runOnce();
        await().until(() -> connections.get() > 3);
        assertThat(commits).isEmpty();

        storeAway = false;

        await().untilAsserted(() -> assertThat(stored).hasSize(10));
        await().untilAsserted(() ->
                assertThat(commits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10));
    }

    @Test
    void letsOneMessageThatCannotBeStoredHoldUpNoOther() {
        poison = "ID:3";
        send(0, 10);
        bound.runOnce();

        await().untilAsserted(() ->
                assertThat(commits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(9));
        assertThat(stored).hasSize(9).doesNotContain("ID:3");
    }

    @Test
    void stopsWhenTheBindingGoesAndStartsAnewWhenItChanges() {
        bound.runOnce();
        await().until(() -> status().consuming());

        Binding changed = new Binding("orders.placed", "a.b", "other", 5);
        bindings.set(0, changed);
        await().until(() -> {
            bound.runOnce();
            return bound.status(changed).consuming();
        });
        assertThat(status().consuming()).isFalse();

        bindings.clear();
        await().until(() -> {
            bound.runOnce();
            return !bound.status(changed).consuming();
        });
    }
}
