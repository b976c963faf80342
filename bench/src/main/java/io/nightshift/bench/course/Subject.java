package io.nightshift.bench.course;

import java.util.List;

/** A system on the JVM, as the course handles it. Its handler calls {@link Tally#started} with the job's payload. */
public interface Subject {

    /** Forgets every job and lets the database write out what it holds back. Workers are off. */
    void clear() throws Exception;

    /** Stores one job; durable on return. Called by many threads. */
    void submit(String payload) throws Exception;

    /** Stores several jobs in the way the system recommends; durable on return. */
    void submitAll(List<String> payloads) throws Exception;

    /** Gives the database what it would have had time for in a quiet minute, before the workers start. */
    void settle() throws Exception;

    /** Lets the workers go. */
    void startWorkers() throws Exception;

    /** Stops the workers; returns when none takes a job any more. */
    void stopWorkers() throws Exception;

    /** Tells whether every job has an outcome that a crash would not undo. Asked when the last one has started. */
    boolean allEnded() throws Exception;

    /**
     * Lets it look as if so many jobs had run in the last week.
     *
     * @return how many of them have succeeded
     */
    default int age(int jobs) throws Exception {
        throw new UnsupportedOperationException("Only what we know from inside can be given a past");
    }

    /** Fails unless so many jobs have succeeded, if the system keeps what has run. */
    default void requireSucceeded(int jobs) throws Exception {
        // What is deleted when it has run is known to have run by its absence.
    }
}
