package io.nightshift.engine.access;

/** Who may submit what, asked on every way in. A CDI bean; safe for concurrent use. */
public interface Permits {

    /**
     * Refuses a request that its caller may not make. Costs no query unless the type or the queue is bound to somebody, and then
     * only to read a user that was not read in the last three seconds.
     *
     * @param name who asks
     * @throws NotPermittedException if they may not
     * @throws io.nightshift.engine.user.AccountsAwayException if their roles cannot be known now
     */
    void check(String type, String queue, String name);

    /** Whether somebody may submit jobs of a type at all, whatever their queue; for lists. */
    boolean allows(String type, String name);
}
