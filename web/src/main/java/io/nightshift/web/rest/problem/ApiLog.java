package io.nightshift.web.rest.problem;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the API writes to the log. */
@MessageLogger(projectCode = "NS", length = 4)
interface ApiLog extends BasicLogger {

    ApiLog LOG =
            Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), ApiLog.class, "io.nightshift.web.rest");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 5001, value = "Request to %2$s failed; its caller was given the error id %1$s")
    void failed(String errorId, String path, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 5002, value = "Request to %s was answered 503: %s")
    void passing(String path, String kind, @Cause Throwable cause);
}
