package io.nightshift.engine.watch;

/** As many wait for jobs already as one node lets wait; it passes. */
public class CrowdedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the bound. */
    public CrowdedException(int most) {
        super(most
                + " requests wait for jobs on this node already, and no more may; ask without waiting, or try again");
    }
}
