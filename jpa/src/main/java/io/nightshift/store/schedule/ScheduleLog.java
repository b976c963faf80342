package io.nightshift.store.schedule;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What firing has to say to people. */
@MessageLogger(projectCode = "NS", length = 4)
interface ScheduleLog extends BasicLogger {

    ScheduleLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), ScheduleLog.class, "io.nightshift.store.schedule");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 301,
            value = "Schedule '%s' (%s) could not be fired and stays due; the others are not affected."
                    + " Correct, pause or remove it")
    void notFired(String name, UUID id, @Cause RuntimeException cause);
}
