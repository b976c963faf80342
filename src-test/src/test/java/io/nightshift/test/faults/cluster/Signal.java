package io.nightshift.test.faults.cluster;

import java.io.IOException;

/** Signals that Java cannot send by itself. */
public enum Signal {
    /** Stands still, with everything it holds. */
    STOP,
    CONT,
    QUIT;

    public void send(long process) throws IOException, InterruptedException {
        int answer = new ProcessBuilder("kill", "-" + name(), Long.toString(process))
                .start()
                .waitFor();
        if (answer != 0) {
            throw new IOException("kill -" + name() + " " + process + " answered " + answer);
        }
    }
}
