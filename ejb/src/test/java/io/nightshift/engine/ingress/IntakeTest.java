package io.nightshift.engine.ingress;

import static io.nightshift.engine.ingress.FakeMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.client.InvalidJobException;
import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import io.nightshift.engine.config.EngineConfig.Limits;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.engine.submit.Submitted;
import io.nightshift.store.ingress.BindingStore.Binding;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.port.StoreException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

    private static final String QUEUE = "nightshift.submit";
    private static final int MOST_BYTES = 1_024;

    private final Door door = new Door();
    private final List<NewReject> rejects = new ArrayList<>();
    private final Map<JobId, String> stored = new HashMap<>();
    private final Intake intake;

    IntakeTest(@TempDir Path folder) {
        intake = intake(Suspects.of(folder, 200));
    }

    private Intake intake(Suspects suspects) {
        return new Intake(
                new MessageReader(MOST_BYTES),
                door,
                MemoryStores.proxy(RejectStore.class, (method, args) -> {
                    rejects.add((NewReject) args[0]);
                    return null;
                }),
                MemoryStores.proxy(
                        JobTypes.class, (method, args) -> args[0].equals("masked.type") ? "\"***\"" : args[1]),
                new Intake.Past(
                        new Repeats(
                                id -> Optional.ofNullable(stored.get(id)),
                                new StrictJson(new Limits(MOST_BYTES, 10, 10))),
                        suspects));
    }

    /** Knows the types {@code a.b} and {@code c.d}; remembers keys. */
    private static final class Door implements Submission {

        private final List<JobRequest> requests = new ArrayList<>();
        private final List<Caller> callers = new ArrayList<>();
        private final List<Integer> groups = new ArrayList<>();
        private final Map<String, Object> keys = new HashMap<>();
        private @Nullable RuntimeException fault;
        private int faults = Integer.MAX_VALUE;
        private JobId holder = new JobId(UUID.randomUUID());

        @Override
        public Submitted submit(JobRequest request, Caller caller) {
            check(request, caller);
            keys.put(caller.keyScope() + request.idempotencyKey(), String.valueOf(request.args()));
            requests.add(request);
            callers.add(caller);
            return new Submitted(new JobId(UUID.randomUUID()), true);
        }

        private void check(JobRequest request, Caller caller) {
            if (fault != null && faults-- > 0) {
                throw fault;
            }
            if (!List.of("a.b", "c.d").contains(request.type())) {
                throw new InvalidJobException(List.of(new Violation("type", "There is no such job type")));
            }
            Object known = keys.get(caller.keyScope() + request.idempotencyKey());
            if (known != null && !known.equals(String.valueOf(request.args()))) {
                throw new IdempotencyConflictException("key", holder);
            }
        }

        @Override
        public List<Submitted> submitAll(List<JobRequest> all, Caller caller) {
            all.forEach(request -> check(request, caller));
            groups.add(all.size());
            return all.stream().map(request -> submit(request, caller)).toList();
        }
    }

    private void take(Message message) throws JMSException {
        intake.take(message, QUEUE, new SubmitInterpreter());
    }

    @Test
    void rejectsWhatHangsOnAKeyThatIsNotThere() throws JMSException {
        take(aMessage()
                .with("type", "a.b")
                .with("idempotencyPeriod", "PT1H")
                .with("whilePending", "SOMETIMES")
                .text("{}"));
        take(aMessage().with("type", "a.b").with("whilePending", "REPLACE").text("{}"));

        assertThat(rejects).hasSize(2);
        assertThat(rejects.get(0).reason())
                .contains("idempotencyKey: idempotencyPeriod and idempotencyScope need one beside them")
                .contains("whilePending: should be one of KEEP, REPLACE, is 'SOMETIMES'");
        assertThat(rejects.get(1).reason()).isEqualTo("whilePending: needs a uniqueKey beside it");
    }

    /** Producers that send every property with its default must not be refused for it. */
    @Test
    void takesTheDefaultsOfWhatHangsOnAKey() throws JMSException {
        take(aMessage()
                .with("type", "a.b")
                .with("whilePending", "KEEP")
                .with("idempotencyScope", "ALL")
                .with("priority", 5)
                .text("{}"));

        assertThat(rejects).isEmpty();
        assertThat(door.requests).singleElement().satisfies(request -> {
            assertThat(request.uniqueKey()).isNull();
            assertThat(request.whilePending()).isEqualTo(WhilePending.KEEP);
            assertThat(request.idempotencyScope()).isEqualTo(IdempotencyScope.ALL);
        });
    }

    @Test
    void makesAJobOfEverythingThatPropertiesCanSay() throws JMSException {
        take(aMessage()
                .with("type", "a.b")
                .with("queue", "documents")
                .with("priority", 3)
                .with("runAt", "2026-01-31T09:00:00+01:00")
                .with("startBefore", "2026-02-01T00:00:00Z")
                .with("timeout", "PT30S")
                .with("maxAttempts", "7")
                .with("idempotencyKey", "order-1")
                .with("tags", "red, green,,")
                .with("concurrencyKey", "tenant:42")
                .with("concurrencyLimit", "3")
                .with("tenant", "acme")
                .with("idempotencyPeriod", "PT24H")
                .with("idempotencyScope", "SUBMITTER")
                .with("uniqueKey", "reindex:42")
                .with("whilePending", "REPLACE")
                .with("timeLimit", "3600000")
                .with("JMSXUserID", "erp")
                .with("something", "of theirs")
                .text("{\"n\":1}"));

        JobRequest request = door.requests.get(0);
        assertThat(request.type()).isEqualTo("a.b");
        assertThat(request.args()).isEqualTo("{\"n\":1}");
        assertThat(request.queue()).isEqualTo("documents");
        assertThat(request.priority()).isEqualTo(3);
        assertThat(request.runAt()).isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(request.startBefore()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(request.maxAttempts()).isEqualTo(7);
        assertThat(request.idempotencyKey()).isEqualTo("order-1");
        assertThat(request.tags()).containsExactly("red", "green");
        assertThat(request.concurrencyKey()).isEqualTo("tenant:42");
        assertThat(request.concurrencyLimit()).isEqualTo(3);
        assertThat(request.orderingKey()).isNull();
        assertThat(request.tenant()).isEqualTo("acme");
        assertThat(request.idempotencyPeriod()).isEqualTo(Duration.ofDays(1));
        assertThat(request.idempotencyScope()).isEqualTo(IdempotencyScope.SUBMITTER);
        assertThat(request.uniqueKey()).isEqualTo("reindex:42");
        assertThat(request.whilePending()).isEqualTo(WhilePending.REPLACE);
        assertThat(request.timeLimit()).isEqualTo(Duration.ofHours(1));
        assertThat(door.callers).containsExactly(Caller.of("erp", Source.JMS));
        assertThat(rejects).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1500, PT1.5S", "PT5M, PT5M"})
    void readsADelayInBothSpellings(String property, Duration delay) throws JMSException {
        take(aMessage().with("type", "a.b").with("delay", property).text(null));

        assertThat(door.requests.get(0).delay()).isEqualTo(delay);
        assertThat(door.requests.get(0).args()).isNull();
        assertThat(door.requests.get(0).priority()).isEqualTo(JobRequest.DEFAULT_PRIORITY);
    }

    @Test
    void readsBytesAsUtf8() throws JMSException {
        take(aMessage().with("type", "a.b").bytes("{\"name\":\"Grüße 🌙\"}"));

        assertThat(door.requests.get(0).args()).isEqualTo("{\"name\":\"Grüße 🌙\"}");
    }

    @Test
    void takesAMessageWithoutABody() throws JMSException {
        take(aMessage().with("type", "a.b").empty());

        assertThat(door.requests).hasSize(1);
    }

    @Test
    void tellsDeliveriesApartByTheBrokersIdWithinTheirQueue() throws JMSException {
        take(aMessage().id("ID:77").with("type", "a.b").text("{}"));

        assertThat(door.requests.get(0).idempotencyKey()).isEqualTo("ID:77");
        assertThat(door.callers).containsExactly(new Caller("jms", Source.JMS, "jms:" + QUEUE));
    }

    @Test
    void keepsTheScopeOfAVeryLongQueueNameWithinItsColumn() throws JMSException {
        Binding binding = new Binding("q".repeat(200), "a.b", null, 5);
        intake.take(aMessage().text("{}"), binding.destination(), new BindingInterpreter(binding));

        assertThat(door.callers.get(0).keyScope()).hasSizeLessThanOrEqualTo(100).startsWith("jms:");
    }

    static Stream<Arguments> wrong() {
        String large = "{\"x\":\"" + "ü".repeat(MOST_BYTES / 2) + "\"}";
        return Stream.of(
                Arguments.of(aMessage().with("type", "a.b").object(), "ObjectMessage"),
                Arguments.of(aMessage().with("type", "a.b").map(), "MapMessage"),
                Arguments.of(aMessage().with("type", "a.b").stream(), "StreamMessage"),
                Arguments.of(aMessage().text("{}"), "type: the property is missing"),
                Arguments.of(aMessage().with("Type", "a.b").text("{}"), "type: the property is missing"),
                Arguments.of(aMessage().with("type", "no.such").text("{}"), "There is no such job type"),
                Arguments.of(aMessage().with("type", "a.b").text(large), "bytes, at most 1024"),
                Arguments.of(aMessage().with("type", "a.b").bytes(large), "bytes, at most 1024"),
                Arguments.of(
                        aMessage().with("type", "a.b").bytes(new byte[] {'{', (byte) 0xff, '}'}, new ArrayList<>()),
                        "not UTF-8"),
                Arguments.of(aMessage().with("type", "a.b").text("{\"x\":\"\u0000\"}"), "NUL"),
                Arguments.of(aMessage().with("type", "a.b").text("{\"x\":\"\ud800\"}"), "surrogate"),
                Arguments.of(aMessage().with("type", "a.b\u0000").text("{}"), "type: contains NUL"),
                Arguments.of(
                        aMessage().with("type", "a.b").with("tags", "a,\u0000").text("{}"), "tags: contains NUL"),
                Arguments.of(
                        aMessage().with("type", "a.b").with("priority", "high").text("{}"),
                        "priority: should be a whole number, is 'high'"),
                Arguments.of(
                        aMessage()
                                .with("type", "a.b")
                                .with("runAt", "2026-01-01T00:00:00")
                                .text("{}"),
                        "runAt: should be an instant with an offset"),
                Arguments.of(
                        aMessage().with("type", "a.b").with("delay", "soon").text("{}"), "delay: should be a duration"),
                Arguments.of(
                        aMessage()
                                .with("type", "a.b")
                                .with("delay", "99999999999999999999")
                                .text("{}"),
                        "delay: should be a duration"),
                Arguments.of(
                        aMessage()
                                .with("type", "a.b")
                                .with("delay", 1)
                                .with("runAt", "2026-01-01T00:00:00Z")
                                .text("{}"),
                        "give runAt or delay, not both"),
                Arguments.of(
                        aMessage().id(null).with("type", "a.b").text("{}"), "neither the property idempotencyKey"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void recordsWhatCannotBecomeAJob(Message message, String reason) throws JMSException {
        take(message);

        assertThat(door.requests).isEmpty();
        assertThat(rejects).hasSize(1);
        NewReject reject = rejects.get(0);
        assertThat(reject.reason()).contains(reason);
        assertThat(reject.source()).isEqualTo(QUEUE);
        assertThat(reject.messageId()).isNotBlank();
        assertThat(reject.bodyHead()).doesNotContain("\u0000", "\ud800");
    }

    @Test
    void tellsEverythingThatIsWrongWithTheProperties() throws JMSException {
        take(aMessage().with("priority", "high").with("timeout", "long").text("{}"));

        assertThat(rejects.get(0).reason()).contains("type:", "priority:", "timeout:");
    }

    @Test
    void readsOnlyTheHeadOfBytesThatAreTooLarge() throws JMSException {
        List<Integer> reads = new ArrayList<>();
        take(aMessage().with("type", "a.b").bytes("x".repeat(500_000).getBytes(StandardCharsets.UTF_8), reads));

        assertThat(reads).containsExactly(MessageReader.HEAD);
        assertThat(rejects.get(0).bodyHead()).hasSize(MessageReader.HEAD);
        assertThat(rejects.get(0).bodyBytes()).isEqualTo(500_000);
    }

    /** Whatever its messages say of a type: what becomes of them is for the binding to say. */
    @Test
    void showsNoMaskedFieldsInRejectsOfABoundQueue() throws JMSException {
        Binding binding = new Binding("cards", "masked.type", null, 5);
        String large = "{\"number\":\"4111" + "1".repeat(MOST_BYTES) + "\"}";
        for (Message message : List.of(
                aMessage().id("ID:1").text(large),
                aMessage().id("ID:2").text("{\"number\":\"4111\u0000\"}"),
                aMessage().id("ID:3").with("type", "a.b").text("{\"number\":\"4111\ud800\"}"),
                aMessage().id("ID:4").with("idempotencyKey", "").text("{\"number\":\"4111\"}"),
                aMessage().id(null).text("{\"number\":\"4111\"}"))) {
            intake.take(message, "cards", new BindingInterpreter(binding));
        }

        assertThat(rejects).hasSize(5).extracting(NewReject::bodyHead).containsOnly("\"***\"");
    }

    @Test
    void recordsAConflictOfKeys() throws JMSException {
        take(aMessage()
                .id("ID:1")
                .with("type", "a.b")
                .with("idempotencyKey", "k")
                .text("{\"n\":1}"));
        take(aMessage()
                .id("ID:2")
                .with("type", "a.b")
                .with("idempotencyKey", "k")
                .text("{\"n\":2}"));

        assertThat(door.requests).hasSize(1);
        assertThat(rejects).hasSize(1);
        assertThat(rejects.get(0).messageId()).isEqualTo("ID:2");
    }

    @Test
    void throwsWhenTheStoreIsAwaySoThatTheMessageComesAgain() {
        door.fault = new IllegalStateException("no connection");

        assertThatThrownBy(() -> take(aMessage().with("type", "a.b").text("{}")))
                .hasMessage("no connection");
        assertThat(rejects).isEmpty();
    }

    @Test
    void keepsHeadersAsJsonThatFitsItsColumn() throws Exception {
        FakeMessage message = aMessage().with("note", "line\n\"quoted\" \u0000").with("size", 12);
        for (int i = 0; i < 100; i++) {
            message.with("p" + i, "v".repeat(1_000));
        }

        take(message.text("{}"));

        String headers = rejects.get(0).headers();
        assertThat(headers).hasSizeLessThanOrEqualTo(8_000);
        JsonNode json = new ObjectMapper().readTree(headers);
        assertThat(json.get("JMSMessageID").asText()).isEqualTo("ID:1");
        assertThat(json.get("note").asText()).isEqualTo("line\n\"quoted\" \uFFFD");
        assertThat(json.get("size").asInt()).isEqualTo(12);
        assertThat(json.get("p0").asText()).hasSize(500);
    }

    @Test
    void storesABatchTogether() throws JMSException {
        Binding binding = new Binding("orders.placed", "c.d", "documents", 2);
        intake.takeAll(
                List.of(
                        aMessage().id("ID:1").text("{\"n\":1}"),
                        aMessage().id("ID:2").text("{\"n\":2}")),
                "orders.placed",
                new BindingInterpreter(binding));

        assertThat(door.groups).containsExactly(2);
        assertThat(door.requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.type()).isEqualTo("c.d");
            assertThat(request.queue()).isEqualTo("documents");
            assertThat(request.priority()).isEqualTo(2);
        });
        assertThat(door.callers).containsOnly(new Caller("jms", Source.JMS, "jms:orders.placed").vouchedFor());
    }

    @Test
    void rejectsOneOfABatchAndKeepsTheOthers() throws JMSException {
        List<Message> batch = List.of(
                aMessage().id("ID:1").with("type", "a.b").text("{\"n\":1}"),
                aMessage().id("ID:2").with("type", "no.such").text("{\"n\":2}"),
                aMessage().id("ID:3").with("type", "a.b").object(),
                aMessage().id("ID:4").with("type", "c.d").text("{\"n\":4}"));

        intake.takeAll(batch, QUEUE, new SubmitInterpreter());

        assertThat(door.requests).extracting(JobRequest::idempotencyKey).containsExactly("ID:1", "ID:4");
        assertThat(rejects).extracting(NewReject::messageId).containsExactlyInAnyOrder("ID:2", "ID:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23514", "54000"})
    void recordsWhatTheDatabaseRefusesForGood(String state) throws JMSException {
        door.fault = new StoreException("storing", new SQLException("value too long", state));

        take(aMessage().with("type", "a.b").text("{}"));

        assertThat(rejects)
                .singleElement()
                .satisfies(reject -> assertThat(reject.reason())
                        .contains("The database refuses it")
                        .contains("value too long"));
    }

    /** Two callers at the same moment: the second try sees what the first did. */
    @Test
    void triesOnceMoreWhatTheDatabaseRefuses() throws JMSException {
        door.fault = new StoreException("storing", new SQLException("duplicate", "23505"));
        door.faults = 1;

        take(aMessage().with("type", "a.b").text("{}"));

        assertThat(door.requests).hasSize(1);
        assertThat(rejects).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "42501", "42P01", "53300", "57P01", "55P03"})
    void letsWhatIsPassingComeAgain(String state) {
        door.fault = new StoreException("storing", new SQLException("not now", state));

        assertThatThrownBy(() -> take(aMessage().with("type", "a.b").text("{}")))
                .isInstanceOf(StoreException.class);
        assertThat(rejects).isEmpty();
    }

    @Test
    void keepsTheOthersOfABatchWhenTheDatabaseRefusesIt() throws JMSException {
        door.fault = new StoreException("storing", new SQLException("value too long", "22001"));
        // The batch, and the first alone, twice.
        door.faults = 3;
        Binding binding = new Binding("orders.placed", "c.d", null, 5);

        intake.takeAll(
                List.of(
                        aMessage().id("ID:1").text("{\"n\":1}"),
                        aMessage().id("ID:2").text("{\"n\":2}")),
                "orders.placed",
                new BindingInterpreter(binding));

        assertThat(rejects).extracting(NewReject::messageId).containsExactly("ID:1");
        assertThat(door.requests).extracting(JobRequest::idempotencyKey).containsExactly("ID:2");
    }

    @Test
    void readsNothingOfABodyWhoseHeadTheBrokerSends() throws JMSException {
        List<Integer> reads = new ArrayList<>();
        take(aMessage()
                .with("type", "a.b")
                .with(MessageReader.HEAD_PROPERTY, "{\"text\": \"xxx")
                .bytes(new byte[5_000], reads));

        assertThat(reads).isEmpty();
        assertThat(rejects).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).contains("5000 bytes, at most 1024");
            assertThat(reject.bodyHead()).isEqualTo("{\"text\": \"xxx");
            assertThat(reject.bodyBytes()).isEqualTo(5_000);
            assertThat(reject.headers()).doesNotContain(MessageReader.HEAD_PROPERTY);
        });
    }

    @Test
    void takesAMessageThatComesAgainAfterItsBindingChanged() throws JMSException {
        Binding before = new Binding("orders.placed", "a.b", null, 5);
        Binding after = new Binding("orders.placed", "c.d", null, 5);
        stored.put(door.holder, "{\"n\":1}");
        // The door compares contents by the text of the arguments; a changed binding changes it.
        Message first = aMessage().with("idempotencyKey", "order-1").text("{\"n\":1}");
        Message again = aMessage().with("idempotencyKey", "order-1").text("{ \"n\": 1 }");
        Message other = aMessage().id("ID:9").with("idempotencyKey", "order-1").text("{\"n\":2}");

        intake.take(first, "orders.placed", new BindingInterpreter(before));
        intake.take(again, "orders.placed", new BindingInterpreter(after));
        intake.take(other, "orders.placed", new BindingInterpreter(after));

        assertThat(door.requests).hasSize(1);
        assertThat(rejects).extracting(NewReject::messageId).containsExactly("ID:9");
    }

    @Test
    void guessesNothingAboutProperties() throws JMSException {
        take(aMessage()
                .with("type", " a.b")
                .with("maxAttempts", "٣")
                .with("tenant", "")
                .with("orderingKey", new byte[] {1})
                .with("idempotencyKey", " ")
                .with("timeLimit", " PT5S")
                .text("{}"));

        assertThat(rejects.get(0).reason())
                .contains("maxAttempts: should be a whole number")
                .contains("tenant: is empty")
                .contains("orderingKey: should be a text or a number")
                .contains("idempotencyKey: is empty")
                .contains("timeLimit: should be a duration");
    }

    @Test
    void rejectsUnreadWhatKilledTheServerAgainAndAgain(@TempDir Path other) throws JMSException {
        Message killer = aMessage().id("ID:killer").with("type", "a.b").text(null);
        Suspects[] suspects = {Suspects.of(other, 10)};
        for (int i = 0; i < Suspects.DEATHS; i++) {
            assertThatThrownBy(() -> suspects[0].take(List.of("ID:killer"), () -> {
                        suspects[0] = Suspects.of(other, 10);
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");
        }
        Intake afterwards = intake(suspects[0]);

        afterwards.takeAll(
                List.of(aMessage().id("ID:good").with("type", "a.b").text("{}"), killer),
                QUEUE,
                new SubmitInterpreter());

        assertThat(door.requests).extracting(JobRequest::idempotencyKey).containsExactly("ID:good");
        assertThat(rejects).extracting(NewReject::messageId).containsExactly("ID:killer");
        assertThat(rejects.get(0).reason()).contains("The server ended 3 times");
    }
}
