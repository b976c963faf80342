package io.nightshift.engine.user;

import io.nightshift.engine.user.Throttle.Guess;
import io.nightshift.store.user.SlowedStore.Slowed;
import io.nightshift.store.user.UserStore.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link SignIn}: first what is cheap and always allowed, then the wait, then the slow comparison. */
final class SignInDesk implements SignIn {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SECRET = 200;
    /** Under which all are counted that cannot be names. */
    private static final String NO_NAME = "(no name)";

    private static final Duration BUSY = Duration.ofSeconds(1);

    private final AccountReader reader;
    private final Secrets secrets;
    private final Throttle throttle;
    private final SlowedBoard board;
    private final SignInTrail trail;

    SignInDesk(AccountReader reader, Secrets secrets, Throttle throttle, SlowedBoard board, SignInTrail trail) {
        this.reader = reader;
        this.secrets = secrets;
        this.throttle = throttle;
        this.board = board;
        this.trail = trail;
    }

    @Override
    public Verdict check(String name, String secret, String address) {
        boolean nameable = isNameable(name);
        Credentials user;
        try {
            user = nameable ? reader.find(name).filter(Credentials::enabled).orElse(null) : null;
        } catch (AccountsAwayException e) {
            return new Verdict.Unknown();
        }
        String tried = secret.length() > LONGEST_SECRET ? "" : secret;
        Guess guess = new Guess(nameable ? name : NO_NAME, Addresses.network(address));
        if (user != null && secrets.fitsAtOnce(user, tried)) {
            if (!user.service()) {
                throttle.good(guess);
            }
            return new Verdict.Welcome(account(user));
        }
        return guess(guess, user, tried);
    }

    private Verdict guess(Guess guess, @Nullable Credentials user, String secret) {
        Duration wait = enter(guess);
        if (!wait.isZero()) {
            return new Verdict.Slowed(wait);
        }
        Optional<Boolean> fits = secrets.fits(user, secret);
        if (fits.isEmpty()) {
            throttle.unseen(guess);
            return new Verdict.Slowed(BUSY);
        }
        if (fits.get() && user != null) {
            throttle.fitted(guess);
            board.remove(guess);
            return new Verdict.Welcome(account(user));
        }
        trail.refused(guess);
        throttle.waiting(guess).ifPresent(slowed -> {
            if (slowed.failures() == throttle.tries()) {
                trail.slowed(slowed);
            }
            board.show(slowed);
        });
        return new Verdict.Wrong();
    }

    private Duration enter(Guess guess) {
        Duration wait = throttle.enter(guess);
        if (!wait.isZero() && board.cleared(guess)) {
            throttle.clear(guess.account());
            return throttle.enter(guess);
        }
        return wait;
    }

    @Override
    public Optional<Account> now(String name) {
        return reader.find(name).filter(Credentials::enabled).map(this::account);
    }

    @Override
    public void changed(String name) {
        reader.forget(name);
    }

    @Override
    public void opened(String name, String address) {
        trail.opened(name, Addresses.network(address));
    }

    @Override
    public void ended(String name, String why) {
        trail.ended(name, why);
    }

    @Override
    public List<Slowed> slowed() {
        return board.all();
    }

    @Override
    public boolean clear(String account, String by) {
        int shown = board.clear(account);
        throttle.clear(account);
        if (shown > 0) {
            trail.cleared(account, by);
        }
        return shown > 0;
    }

    private Account account(Credentials user) {
        return new Account(user.name(), user.service(), user.roles(), secrets.stamp(user));
    }

    private static boolean isNameable(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
