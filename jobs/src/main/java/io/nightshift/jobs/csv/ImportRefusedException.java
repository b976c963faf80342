package io.nightshift.jobs.csv;

/** The import cannot succeed however often it is tried: the arguments, the file or the configuration must change. */
final class ImportRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportRefusedException(String message) {
        super(message);
    }
}
