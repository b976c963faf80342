package io.nightshift.engine.log;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/** What the engine's rim says: duties, messages, hints, users. Numbers 200 to 299. Never arguments, never passwords. */
@MessageLogger(projectCode = "NS", length = 4)
public interface RimLog extends BasicLogger {

    /** The one instance. */
    RimLog LOG = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), RimLog.class, "io.nightshift.engine");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 200, value = "Duty failed and will be tried again at every beat: %s (%s)")
    void dutyFailed(String duty, String cause, @Cause Throwable thrown);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 201, value = "Duty failed again: %s (%s)")
    void dutyFailedAgain(String duty, String cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 202, value = "Duty works again: %s")
    void dutyRecovered(String duty);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 203, value = "No thread for duties, the next beat tries again: %s")
    void noThreadForDuties(@Nullable String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 204, value = "Rescued %d jobs of queue %s from nodes that went away")
    void rescued(int jobs, String queue);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 205, value = "Made %d jobs of queue %s ready whose key had been free")
    void keysMended(int jobs, String queue);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 220, value = "Messages of queue %s become jobs of type %s")
    void boundQueueConsumed(String destination, String type);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 221, value = "Bound queue %s: %s; trying again")
    void boundQueueFailed(String destination, String problem, @Cause Throwable thrown);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 222, value = "A message of %s cannot be stored now; it waits. Is the database there?")
    void intakeWaits(String destination, @Cause Throwable thrown);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 223, value = "Messages of %s are stored again")
    void intakeRecovered(String destination);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 224, value = "The database refuses a message of %s for good, it is a reject: %s")
    void intakeRefusedByDatabase(String destination, @Nullable String messageId, @Cause Throwable thrown);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 225,
            value = "The server ended while %d messages were taken; each of them is taken alone when it comes again")
    void intakeSuspects(int messages);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 226, value = "The server ended %d times while a message of %s was taken (%s); it is a reject, unread")
    void intakeCondemned(int deaths, String destination, String messageId);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 230, value = "Hints to other nodes cannot be sent (%s); the nodes poll meanwhile")
    void hintsFail(String cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 231, value = "Hints to other nodes are sent again")
    void hintsRecovered();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 232, value = "A hint could not be read: %s")
    void hintUnreadable(String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 235, value = "Could not give out the keys of %d moved jobs; a duty does it within seconds")
    void settleFailed(int jobs, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 240, value = "Made the first user, %s; the password is in %s")
    void firstUserMade(String name, String file);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 241, value = "Made user %s with roles %s")
    void userMade(String name, String roles);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 242,
            value = "The users cannot be read now: sign-ins are answered 503 until they can. Is the database there?")
    void usersNotRead(@Cause Throwable thrown);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 243, value = "The users can be read again")
    void usersReadAgain();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 244, value = "Sign-ins of %s from %s have to wait: %d wrong secrets")
    void signInSlowed(String account, String address, int failures);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 245, value = "A sign-in could not be recorded in the audit: %s")
    void signInNotRecorded(String what, @Cause Throwable thrown);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 246, value = "Who has to wait cannot be shown on other nodes now: %s")
    void slowedNotShown(String account, @Cause Throwable thrown);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 247, value = "Others may read %s; start the server with umask 077, or close the folder to them")
    void folderNotClosed(String folder);
}
