package io.nightshift.engine.user;

import org.jspecify.annotations.Nullable;

/** Who somebody is and what they may do cannot be known now: the database cannot be asked. It is passing. */
public class AccountsAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccountsAwayException(@Nullable Throwable cause) {
        super("The users cannot be read now; is the database there?", cause);
    }
}
