package io.nightshift.engine.user;

import java.time.Duration;

/** What comes of a name and a secret. */
public sealed interface Verdict {

    /** They fit. */
    record Welcome(Account account) implements Verdict {}

    /** They do not, or the user is switched off. Nobody is told which. */
    record Wrong() implements Verdict {}

    /**
     * Not looked at: there were too many wrong ones.
     *
     * @param delay until the next try is looked at
     */
    record Slowed(Duration delay) implements Verdict {}

    /** Cannot be known now: the database cannot be asked. */
    record Unknown() implements Verdict {}
}
