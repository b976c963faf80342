package io.nightshift.bench.course;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is measured. Loads differ in size only: the job does nothing and has about 200 bytes of arguments. */
public enum Measure {
    /** Jobs stored beforehand; from letting the workers go to the last outcome that a crash would not undo. */
    DRAIN(50_000, 2_000),
    /** The same with twice as many finished jobs in the tables, every one of which ran before; and with none. */
    DRAIN_LOADED(500_000, 5_000),
    /** One thread, 500 jobs a call, workers off. */
    BULK(50_000, 5_000),
    /** One thread, one job a call, workers off. */
    SUBMIT1(5_000, 500),
    /** 16 threads, one job a call, workers off. */
    SUBMIT16(20_000, 2_000),
    /** 64 threads, one job a call, workers off. */
    SUBMIT64(30_000, 3_000),
    /** A job every 20 ms on an idle system; from the call that submits it to its handler's first line. */
    LATENCY(500, 100),
    /** 32 connections that are kept, one job a request, by a service with a token. */
    HTTP(10_000, 1_000),
    /** The same to the same resource, where it asks for no user. */
    HTTP_OPEN(10_000, 1_000),
    /** Durable messages of a client outside, in transactions of 100; to the last stored job. */
    INGRESS(15_000, 1_000),
    /** The same to a message-driven bean that does nothing but insert a row. */
    INGRESS_BARE(15_000, 1_000),
    /** Jobs that wait at once on one node, each for five seconds, for what is not here yet. */
    WAITING(10_000, 500),
    /** A drain with a hundred times as many finished jobs in the tables, and with none. */
    DRAIN_10M(100_000, 2_000),
    /** What people and the API ask for, with so many finished jobs in the tables: one question after the other. */
    CONSOLE(10_000_000, 200_000),
    /** A drain by two nodes on one database. */
    DRAIN_2NODES(500_000, 5_000),
    /** The latency of a job that is submitted on one node and can only run on another. */
    LATENCY_2NODES(500, 100),
    /** The memory of a server that starts, idles, and then drains so many jobs in ten portions. */
    MEMORY(1_000_000, 10_000);

    private static final Set<Measure> SHARED = EnumSet.of(DRAIN, BULK, SUBMIT1, SUBMIT16, SUBMIT64, LATENCY);

    private final int jobs;
    private final int quickJobs;

    Measure(int jobs, int quickJobs) {
        this.jobs = jobs;
        this.quickJobs = quickJobs;
    }

    /** Its name in results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many jobs it takes. */
    public int jobs(boolean quick) {
        return quick ? quickJobs : jobs;
    }

    /** Those that every system has. */
    public static Set<Measure> shared() {
        return EnumSet.copyOf(SHARED);
    }

    /** Finds it by its name in results. */
    public static Measure of(String label) {
        return Arrays.stream(values())
                .filter(measure -> measure.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown measure " + label + "; there are "
                        + Arrays.stream(values()).map(Measure::label).toList()));
    }
}
