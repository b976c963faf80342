package io.nightshift.jobs.csv;

import java.io.Closeable;
import java.util.List;

/** Where good rows go. Writing them and storing the mark behind them is one step: both or none. */
sealed interface Sink extends Closeable permits FileSink, TableSink {

    /**
     * Writes the good rows of a chunk and stores the mark behind it.
     *
     * @param rows in the order of the source
     * @param mark how far it was before
     * @return how far it is now
     */
    Mark write(List<Row> rows, Mark mark) throws Exception;

    /** Makes the result visible after the last chunk; may be called again after a crash. */
    void finish(Mark mark) throws Exception;
}
