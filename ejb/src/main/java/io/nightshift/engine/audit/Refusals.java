package io.nightshift.engine.audit;

/** Records who was refused, bounded: whoever is refused again and again must not fill the audit. A CDI bean. */
public interface Refusals {

    /**
     * Records a refusal. Within a minute the same of one account from one address is one entry with a count, and at most 60
     * entries are begun; the next one tells how many refusals were left out. Never throws: a refusal stands without its record.
     *
     * @param who the user, or {@code anonymous}
     * @param action such as {@code signin.refused}
     * @param target what they wanted, or the account that they tried
     * @param account which of its refusals are one: the user, or the account that was tried
     * @param address where it came from
     */
    void refused(String who, String action, String target, String account, String address);
}
