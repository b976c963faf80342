package io.nightshift.bench.course;

import java.util.Locale;

/** What is measured. Loads differ in size only: the job does nothing and has about 200 bytes of arguments. */
public enum Measure {
    /** Jobs stored beforehand; from letting the workers go to the last outcome that a crash would not undo. */
    DRAIN(50_000, 2_000),
    /** The same with twice as many finished jobs in the tables; every one of them ran before. */
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
    /** The same to a resource that asks for no user. */
    HTTP_OPEN(10_000, 1_000),
    /** Durable messages of a client outside, in transactions of 100; to the last stored job. */
    INGRESS(15_000, 1_000),
    /** The same to a message-driven bean that does nothing but insert a row. */
    INGRESS_BARE(15_000, 1_000);

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

    /** Finds it by its name in results. */
    public static Measure of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
