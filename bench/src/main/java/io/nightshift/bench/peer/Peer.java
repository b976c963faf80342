package io.nightshift.bench.peer;

import io.nightshift.bench.course.Figure;
import io.nightshift.bench.course.Measure;
import java.util.List;
import java.util.Set;

/** One system. It is started, measured and closed; the next one starts after that. */
public interface Peer extends AutoCloseable {

    /** Its name in results. */
    String name();

    /** What can be measured of it. */
    Set<Measure> measures();

    /** The most jobs that it is given for one figure; less than the others' only if it would take minutes. */
    default int most(Measure measure) {
        return Integer.MAX_VALUE;
    }

    /** Starts it on an empty database and lets it run warm. */
    void start(boolean quick) throws Exception;

    /** Measures one thing: one figure, or one for each of its parts. */
    List<Figure> measure(Measure measure, int jobs) throws Exception;

    /** Ends it; harmless if it never started. */
    @Override
    void close() throws Exception;
}
