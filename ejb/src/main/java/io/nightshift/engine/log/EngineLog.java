package io.nightshift.engine.log;

import io.nightshift.api.job.JobId;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** The engine's messages. WARN: somebody may act; INFO: rare; per job: DEBUG. */
@MessageLogger(projectCode = "NS", length = 4)
public interface EngineLog extends BasicLogger {

    /** The engine's log. */
    EngineLog LOG =
            Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), EngineLog.class, "io.nightshift.engine");

    // Node ---------------------------------------------------------------------------------------------------------

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1, value = "Node %s (%s) runs %d jobs at once, of %d types: %s")
    void nodeStarted(String node, UUID incarnation, int slots, int types, String names);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2, value = "Node %s (%s) left; jobs that did not end and go to other nodes: %d")
    void nodeLeft(String node, UUID incarnation, int unfinished);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 3,
            value = "Node %s could not renew its lease; it stops taking jobs when the lease ends. Is the database"
                    + " there?")
    void heartbeatFailed(String node, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 4,
            value = "Node %s had lost its lease (%s) and goes on as %s; its jobs were taken back: %d were told to stop")
    void leaseLost(String node, UUID old, UUID next, int running);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 70,
            value = "Node %s gives up its claims (%s), as not all of it lives: %s; jobs that were told to stop: %d")
    void claimsGivenUp(String node, UUID incarnation, String troubles, int running);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 71, value = "Node %s lives again; it had given up its claims as %s and goes on as %s")
    void livesAgain(String node, UUID old, UUID next);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 72, value = "The engine's loop '%s' has no thread, it is tried again: %s")
    void loopWithoutThread(String loop, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 73,
            value = "The clock of node %s is %s s ahead of the database's (behind, if negative). Nothing goes wrong by"
                    + " that, but set it: is NTP there?")
    void clockOff(String node, String seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 74, value = "The clock of node %s agrees with the database's again")
    void clockRight(String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 5, value = "Gave back %d jobs of claim %s that this node held without knowing")
    void strangersReleased(int jobs, UUID claim);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6, value = "Job %s, attempt %d, was taken from node %s while it ran; it was told to stop")
    void claimLost(JobId job, int attempt, String node);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 7, value = "Node %s takes no more jobs, as %s wants; it holds %d")
    void draining(String node, String by, int held);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8, value = "Node %s holds no jobs any more and may be stopped")
    void drained(String node);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 9, value = "Node %s takes jobs again")
    void resumed(String node);

    // Dispatch -----------------------------------------------------------------------------------------------------

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10, value = "Queue %s: could not take jobs; trying again")
    void claimFailed(String queue, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 11,
            value = "Queue %s: could not give back %d jobs that did not start in time; the next heartbeat does")
    void releaseFailed(String queue, int jobs, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 12,
            value = "The server gives no thread for jobs, they wait. It is suspended or stops, or NIGHTSHIFT_THREADS"
                    + " is too low for nightshift.slots: %s")
    void noThread(String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 13, value = "The duty '%s' failed; it is tried again at its next turn")
    void dutyFailed(String duty, @Cause Throwable cause);

    // Run ----------------------------------------------------------------------------------------------------------

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 20, value = "Job %s (%s), attempt %d on %s: %s")
    void attemptEnded(JobId job, String type, int attempt, String node, String how);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21,
            value = "FENCED: job %s (%s), attempt %d on %s, ended after its claim was lost; its outcome (%s) was"
                    + " discarded")
    void fenced(JobId job, String type, int attempt, String node, String how);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 22,
            value = "Job %s (%s), attempt %d on %s, ignores its interrupt: the attempt counts as ended, its thread is"
                    + " lost to queue %s until the handler returns (%d such threads)")
    void leaked(JobId job, String type, int attempt, String node, String queue, int threads);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 65,
            value =
                    "Job %s (%s), attempt %d on %s, has called its handler and does not come to its end, because the handler's"
                            + " own classes take too long to say what came of it: the attempt is ended without them")
    void endTooSlow(JobId job, String type, int attempt, String node);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 23, value = "Job %s (%s), attempt %d on %s, returned at last; what it returned was discarded")
    void returnedLate(JobId job, String type, int attempt, String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 24, value = "Could not write down %d ended attempts (try %d); trying again while the lease lasts")
    void finishFailed(int jobs, int attempt, @Cause Exception cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 25,
            value = "This node stops before %d ended attempts could be written down; other nodes take the jobs back"
                    + " and they run again. First: %s")
    void finishGivenUp(int jobs, JobId first, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 26, value = "Could not store %d log lines or reports of running jobs; they are lost")
    void reportsLost(int lines, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 27, value = "Could not add to the statistics; the numbers are kept and added later")
    void statisticsFailed(@Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 28, value = "Could not start job %s, attempt %d; it is given back")
    void markFailed(JobId job, int attempt, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 60,
            value = "Job %s (%s), attempt %d on %s, was told to stop and its stage did not complete: the attempt"
                    + " counts as ended, what the stage completes with later is discarded")
    void stageGivenUp(JobId job, String type, int attempt, String node);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 61,
            value = "Job %s (%s), attempt %d on %s, completed its stage after it was given up; that was discarded")
    void completedLate(JobId job, String type, int attempt, String node);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 62, value = "Job %s: its stage cannot be cancelled; its handler has to ask JobContext.cancelled()")
    void stageNotCancelled(JobId job, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 63, value = "Job %s: the handler that was made for it could not be destroyed")
    void handlerNotReleased(JobId job, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 64, value = "Could not ask whether job %s has snoozed or is too late to start; it is given back")
    void snoozeUnknown(JobId job, @Cause Throwable cause);

    // Breakers -----------------------------------------------------------------------------------------------------

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 40, value = "Breaker of type %s opened on the word of %s: %s")
    void breakerOpened(String type, String by, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 41, value = "Breaker of type %s closed on the word of %s: %s")
    void breakerClosed(String type, String by, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 42, value = "Breaker of type %s is half-open: job %s probes on %s")
    void breakerProbes(String type, JobId job, String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 43, value = "Could not move the breaker of type %s; the next attempts are counted anew")
    void breakerFailed(String type, @Cause Throwable cause);

    // Submit -------------------------------------------------------------------------------------------------------

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 30, value = "A shared insert of %d jobs failed; storing them one by one")
    void sharedInsertFailed(int jobs, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 31, value = "Could not announce queue %s; other nodes find its jobs at their next poll")
    void announceFailed(String queue, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 32, value = "Could not let stored jobs through the gates of %d keys; a duty does it within seconds")
    void admitFailed(int gates, @Cause Exception cause);

    // Watch --------------------------------------------------------------------------------------------------------

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 45, value = "Somebody who waits for job %s could not be told that it has ended")
    void listenerFailed(JobId job, @Cause Throwable cause);
}
