package io.nightshift.engine.user;

import io.nightshift.store.user.SlowedStore.Slowed;
import java.util.List;
import java.util.Optional;

/**
 * Lets people and services in. A CDI bean.
 *
 * <p>Whoever guesses waits: per account and address, and for accounts that are guessed at from everywhere. Nobody is locked
 * out: the right token always fits, and so does a password that fitted before.
 */
public interface SignIn {

    /**
     * Checks a secret. Takes microseconds for a token and for what fitted before, else a tenth of a second, whoever it is and
     * whether they exist or not.
     *
     * @param address where it comes from, as the server sees it
     */
    Verdict check(String name, String secret, String address);

    /**
     * What somebody who came in earlier may do now, at most three seconds old; nothing if they were removed or switched off.
     *
     * @throws AccountsAwayException if it cannot be known now
     */
    Optional<Account> now(String name);

    /** Makes this node read a user anew: somebody changed it here. */
    void changed(String name);

    /** Records that somebody signed in to the console. */
    void opened(String name, String address);

    /** Records that somebody's session ended. */
    void ended(String name, String why);

    /** Who has to wait, on all nodes, the latest first. */
    List<Slowed> slowed();

    /** Lets nobody wait any longer who tries this account, on all nodes within seconds; tells whether anybody did. */
    boolean clear(String account, String by);
}
