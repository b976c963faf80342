package io.nightshift.engine.schedule;

import java.util.UUID;

/** Somebody changed a schedule after the caller had read it. Nothing was written. */
public class StaleScheduleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the schedule. */
    public StaleScheduleException(UUID id) {
        super("Schedule " + id + " was changed by somebody else meanwhile; read it again and repeat the change");
    }
}
