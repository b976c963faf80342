package io.nightshift.test.faults.load;

import io.nightshift.test.client.Api;
import io.nightshift.test.faults.check.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The callers of one run: for each node two over HTTP and one over JMS, some 20 jobs a second together. They go on, whatever
 * happens to the nodes, until they are told to end.
 */
public final class Load implements AutoCloseable {

    private static final long HTTP_PACE = 180;
    private static final long JMS_PACE = 400;

    /**
     * Whom the callers know.
     *
     * @param nodes the API of each node, as the user
     * @param brokers the ports of the brokers
     */
    public record Doors(List<Api> nodes, List<Integer> brokers, String user, String token) {}

    private final Caller.Desk http;
    private final Caller.Desk jms;
    private final Answers answers;
    private final List<Caller> callers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Prepares it; it does not ask yet.
     *
     * @param run names the queue and begins every key
     * @param folder where the answers are written, and {@code effects.log} by the handlers
     * @param keyed whether most jobs have a key
     */
    public Load(String run, Path folder, long seed, boolean keyed, Doors doors) {
        String effects = folder.resolve("effects.log").toString();
        answers = new Answers(folder.resolve("answers.log"));
        http = new Caller.Desk(new Plan(run + "-http", run, effects, keyed, seed));
        jms = new Caller.Desk(new Plan(run + "-jms", run, effects, keyed, seed + 1));
        for (Api node : doors.nodes()) {
            callers.add(new HttpCaller(http, node, answers, HTTP_PACE));
            callers.add(new HttpCaller(http, node, answers, HTTP_PACE));
        }
        for (int i = 0; i < doors.brokers().size(); i++) {
            int port = doors.brokers().get(i);
            callers.add(new JmsCaller(jms, port, doors.user(), doors.token(), answers, JMS_PACE, seed + i));
        }
    }

    public Load start() {
        for (Caller caller : callers) {
            Thread thread = new Thread(caller, "load-" + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    /** What was accepted so far, in the order of the answers. */
    public List<Accepted> accepted() {
        return answers.accepted();
    }

    public List<String> refused() {
        return answers.refused();
    }

    /**
     * Asks for nothing new, and goes on to repeat what was not answered.
     *
     * @return the keys that still have no answer after so long
     */
    public List<String> end(Duration atMost) throws InterruptedException {
        http.end();
        jms.end();
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            long left = deadline - System.nanoTime();
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        close();
        return Stream.concat(
                        Stream.concat(http.repeats().stream(), jms.repeats().stream()),
                        callers.stream().map(Caller::asking).filter(Objects::nonNull))
                .map(request -> Objects.requireNonNull(request).key())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        http.giveUp();
        jms.giveUp();
    }
}
