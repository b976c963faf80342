package io.nightshift.web.security;

import io.nightshift.engine.config.WebSettings;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.engine.user.Account;
import io.nightshift.engine.user.AccountsAwayException;
import io.nightshift.engine.user.SignIn;
import io.nightshift.engine.user.Verdict;
import io.nightshift.web.security.SignedIn.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the console on this node. Each request, and each second while a page is open, asks whether its user is
 * still who signed in; so a session ends within five seconds of what ends it, on every node, and its web sockets with it.
 */
@ApplicationScoped
public class Sessions {

    private static final String ATTRIBUTE = SignedIn.class.getName();
    /** The server's own idle time comes after ours, which knows what a person does and what a script does. */
    private static final int AFTER_IDLE_SECONDS = 60;

    private final SignIn signIn;
    private final Limits limits;
    private final Map<String, HttpSession> open = new ConcurrentHashMap<>();

    @Inject
    public Sessions(SignIn signIn) {
        this.signIn = signIn;
        this.limits = limits();
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Sessions() {
        this.signIn = null;
        this.limits = new Limits(Duration.ZERO, Duration.ZERO);
    }

    /** Reads how long sessions last; wrong settings stop the deployment. */
    static Limits limits() {
        WebSettings settings = WebSettings.ofServer();
        return new Limits(settings.sessionIdle(), settings.sessionLongest());
    }

    /** Begins one. What was there before ends: a session that somebody else prepared is worth nothing. */
    void begin(HttpServletRequest request, Account account) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            drop(before);
        }
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval((int) limits.idle().toSeconds() + AFTER_IDLE_SECONDS);
        session.setAttribute(ATTRIBUTE, new SignedIn(account, System.nanoTime()));
        open.put(session.getId(), session);
        signIn.opened(account.name(), request.getRemoteAddr());
    }

    /** Lets the person of a session change their password: it goes on, and their other sessions end. */
    public Verdict changing(HttpServletRequest request, Supplier<Verdict> change) {
        HttpSession session = request.getSession(false);
        SignedIn signedIn = session == null ? null : signedIn(session);
        if (signedIn == null) {
            return change.get();
        }
        signedIn.changing(true);
        try {
            Verdict verdict = change.get();
            if (verdict instanceof Verdict.Welcome welcome) {
                signedIn.renew(welcome.account());
            }
            return verdict;
        } finally {
            signedIn.changing(false);
        }
    }

    /**
     * Who asks, by their session; nothing if there is none, or if it is over: then it has ended.
     *
     * @param act whether a person does something, rather than a script of a page that lies open
     * @throws AccountsAwayException if it cannot be known now
     */
    Optional<Account> find(HttpServletRequest request, boolean act) {
        HttpSession session = request.getSession(false);
        SignedIn signedIn = session == null ? null : signedIn(session);
        if (session == null || signedIn == null) {
            return Optional.empty();
        }
        Account account = stillOpen(session, signedIn);
        if (account != null && act) {
            signedIn.acted(System.nanoTime());
        }
        return Optional.ofNullable(account);
    }

    /** Ends the session of a request, because its person says so. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        SignedIn signedIn = signedIn(session);
        drop(session);
        if (signedIn != null) {
            signIn.ended(signedIn.name(), "signed out");
        }
    }

    /** While pages are open snapshots come every second: what is over ends, and its sockets, without any request. */
    void look(@ObservesAsync Snapshot snapshot) {
        for (HttpSession session : open.values()) {
            SignedIn signedIn = signedIn(session);
            if (signedIn == null) {
                open.values().remove(session);
                continue;
            }
            try {
                stillOpen(session, signedIn);
            } catch (AccountsAwayException e) {
                // Nobody is signed out because the database is away; each request asks again.
                return;
            }
        }
    }

    private @Nullable Account stillOpen(HttpSession session, SignedIn signedIn) {
        Optional<String> over = signedIn.over(limits, System.nanoTime());
        Account account = null;
        if (over.isEmpty()) {
            account = signIn.now(signedIn.name()).orElse(null);
            over = signedIn.over(account);
        }
        if (over.isPresent()) {
            drop(session);
            signIn.ended(signedIn.name(), over.get());
            return null;
        }
        return account;
    }

    private void drop(HttpSession session) {
        open.values().remove(session);
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            // Ended meanwhile.
        }
    }

    private static @Nullable SignedIn signedIn(HttpSession session) {
        try {
            return (SignedIn) session.getAttribute(ATTRIBUTE);
        } catch (IllegalStateException e) {
            // Ended meanwhile.
            return null;
        }
    }
}
