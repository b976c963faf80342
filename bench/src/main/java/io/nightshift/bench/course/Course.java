package io.nightshift.bench.course;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Sends one system over the course. One measurement at a time. */
public final class Course {

    private static final int PER_CALL = 500;
    private static final int WARM_UP_JOBS = 20_000;
    /** How many times the jobs of a drain are its past. */
    private static final int AGES = 100;

    private static final int ROUNDS = 3;
    /** Between two probes of a latency. */
    public static final long PROBE_MILLIS = 20;

    private static final long LOOK_MILLIS = 2;

    private final Subject subject;
    private final ExecutorService threads;

    /** Takes its submitters' threads from the executor, which must give 64 at once. */
    public Course(Subject subject, ExecutorService threads) {
        this.subject = subject;
        this.threads = threads;
    }

    /** Lets the compiler see the work: a JVM is up to twice as slow in its first seconds. */
    public void warmUp(long seconds, int mostJobs) throws Exception {
        int jobs = Math.min(mostJobs, WARM_UP_JOBS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        do {
            measure(Measure.DRAIN, jobs);
            measure(Measure.SUBMIT16, jobs);
        } while (System.nanoTime() < end);
    }

    /** Measures one thing on an empty store. */
    public Figure measure(Measure measure, int jobs) throws Exception {
        subject.clear();
        return switch (measure) {
            case DRAIN -> drain(jobs, 0);
            case DRAIN_LOADED -> drainLoaded(jobs);
            case DRAIN_10M -> drainAged(jobs);
            case BULK -> bulk(jobs);
            case SUBMIT1 -> submit(jobs, 1);
            case SUBMIT16 -> submit(jobs, 16);
            case SUBMIT64 -> submit(jobs, 64);
            case LATENCY -> latency(jobs);
            default -> throw new IllegalArgumentException(measure + " is measured from outside");
        };
    }

    private Figure bulk(int jobs) throws Exception {
        List<String> call = Collections.nCopies(PER_CALL, Tally.payload());
        long start = System.nanoTime();
        for (int left = jobs; left > 0; left -= PER_CALL) {
            subject.submitAll(left < PER_CALL ? call.subList(0, left) : call);
        }
        return Figure.rate(jobs, System.nanoTime() - start);
    }

    private Figure submit(int jobs, int submitters) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        int each = jobs / submitters;
        Callable<Void> submitter = () -> {
            gate.await();
            for (int i = 0; i < each; i++) {
                subject.submit(Tally.payload());
            }
            return null;
        };
        List<Future<Void>> running = IntStream.range(0, submitters)
                .mapToObj(i -> threads.submit(submitter))
                .toList();
        long start = System.nanoTime();
        gate.countDown();
        for (Future<Void> one : running) {
            one.get();
        }
        return Figure.rate(each * submitters, System.nanoTime() - start);
    }

    /** As many jobs with full tables as with empty ones: a longer drain is a faster one. */
    private Figure drainLoaded(int jobs) throws Exception {
        Figure empty = drain(jobs, 0);
        drain(jobs, jobs);
        return beside(empty, drain(jobs, 2 * jobs));
    }

    private Figure drainAged(int jobs) throws Exception {
        List<Figure> empty = new ArrayList<>();
        List<Figure> aged = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            subject.clear();
            empty.add(drain(jobs, 0));
        }
        subject.clear();
        int succeeded = subject.age(jobs * AGES);
        for (int i = 0; i < ROUNDS; i++) {
            aged.add(drain(jobs, succeeded + i * jobs));
        }
        return beside(middle(empty), middle(aged));
    }

    private static Figure middle(List<Figure> figures) {
        return figures.stream()
                .sorted(Comparator.comparingDouble(Figure::perSecond))
                .toList()
                .get(figures.size() / 2);
    }

    private static Figure beside(Figure empty, Figure full) {
        return full.with("empty_per_s", empty.perSecond()).with("of_empty", full.perSecond() / empty.perSecond());
    }

    private Figure drain(int jobs, int before) throws Exception {
        bulk(jobs);
        subject.settle();
        Tally tally = Tally.expect(jobs);
        long start = System.nanoTime();
        try {
            subject.startWorkers();
            tally.await();
            while (!subject.allEnded()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            Figure figure = Figure.rate(jobs, System.nanoTime() - start);
            subject.requireSucceeded(before + jobs);
            return figure;
        } finally {
            subject.stopWorkers();
        }
    }

    private Figure latency(int jobs) throws Exception {
        Tally tally = Tally.expect(jobs);
        long[] waits = new long[jobs];
        try {
            subject.startWorkers();
            for (int i = 0; i < jobs; i++) {
                TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
                waits[i] = System.nanoTime();
                subject.submit(Tally.probe(i));
            }
            tally.await();
        } finally {
            subject.stopWorkers();
        }
        for (int i = 0; i < jobs; i++) {
            waits[i] = tally.startOf(i) - waits[i];
        }
        return Figure.latency(waits);
    }
}
