package io.nightshift.jobs.csv.read;

/** The import cannot succeed however often it is tried: the arguments, the file or the configuration must change. */
public final class ImportRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what must change. */
    public ImportRefusedException(String message) {
        super(message);
    }
}
