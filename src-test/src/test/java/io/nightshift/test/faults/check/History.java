package io.nightshift.test.faults.check;

import java.util.List;

/**
 * All that is known of one run.
 *
 * @param unanswered keys of requests that never got an answer, though they were repeated until long after the recovery
 * @param refused answers of 4xx to requests that were right
 * @param noneLost nothing was done that may cost an attempt
 * @param countersExact no process ended before it could write its counters, so they must equal the rows
 */
public record History(
        List<Accepted> accepted,
        List<String> unanswered,
        List<String> refused,
        List<Effect> effects,
        List<Disturbance> disturbances,
        Rows rows,
        boolean noneLost,
        boolean countersExact) {}
