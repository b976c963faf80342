package io.nightshift.bench.course;

import java.util.Collections;
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
    private static final int WARM_UP_JOBS = 5_000;
    private static final long PROBE_MILLIS = 20;
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
            case DRAIN_LOADED -> {
                drain(jobs * 2, 0);
                yield drain(jobs, jobs * 2);
            }
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
