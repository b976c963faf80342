package io.nightshift.web.security;

import io.nightshift.engine.user.Account;
import io.nightshift.engine.user.AccountsAwayException;
import io.nightshift.engine.user.SignIn;
import io.nightshift.engine.user.Verdict;
import io.nightshift.web.rest.ApiApplication;
import io.nightshift.web.rest.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom a session or HTTP Basic names, and nobody else but to what is open to all. The server's own mechanisms cannot
 * do it: they answer 401 when the database cannot be asked, make a session for everybody who passes by, and keep one whatever
 * becomes of its user.
 */
public class SignInFilter extends HttpFilter {

    /** The sign-in page, by which everybody comes in. */
    static final String PAGE = "/login.xhtml";

    private static final long serialVersionUID = 1L;
    private static final String RESOURCES = "/jakarta.faces.resource/";
    private static final String LIVE = "/live";
    private static final Set<String> OPEN = Set.of(PAGE, SignInServlet.PATH, "/favicon.ico");

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient SignIn signIn;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient Sessions sessions;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient io.nightshift.engine.audit.Refusals trail;

    @Override
    public void init() {
        // Wrong settings are told at the start, not by the first visitor.
        Sessions.limits();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        if (isOpen(path)) {
            chain.doFilter(request, response);
            return;
        }
        String header = request.getHeader("Authorization");
        if (header != null) {
            byHeader(header, request, response, chain);
            return;
        }
        Optional<Account> account;
        try {
            account = sessions.find(request, isAct(request, path));
        } catch (AccountsAwayException e) {
            Refusals.away(request, response);
            return;
        }
        if (account.isPresent()) {
            pass(account.get(), request, response, chain);
        } else {
            Refusals.unknown(request, response);
        }
    }

    private void byHeader(String header, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<BasicHeader> basic = BasicHeader.parse(header);
        if (basic.isEmpty()) {
            Refusals.unreadable(request, response);
            return;
        }
        Verdict verdict = signIn.check(basic.get().name(), basic.get().secret(), request.getRemoteAddr());
        if (verdict instanceof Verdict.Welcome welcome) {
            pass(welcome.account(), request, response, chain);
        } else if (verdict instanceof Verdict.Slowed slowed) {
            Refusals.slowed(slowed.delay(), request, response);
        } else if (verdict instanceof Verdict.Unknown) {
            Refusals.away(request, response);
        } else {
            Refusals.wrong(request, response);
        }
    }

    private void pass(Account account, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        if (Pages.allow(path, account.roles()::contains)) {
            chain.doFilter(new Visitor(request, account), response);
            if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
                record(account, request);
            }
        } else if (path.equals(Pages.START) && Pages.allow(Pages.JOBS, account.roles()::contains)) {
            response.sendRedirect(request.getContextPath() + Pages.JOBS);
        } else {
            Refusals.forbidden(request, response);
            record(account, request);
        }
    }

    private void record(Account account, HttpServletRequest request) {
        trail.refused(
                account.name(),
                "access.refused",
                request.getMethod() + " " + request.getRequestURI(),
                account.name(),
                request.getRemoteAddr());
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || (path.startsWith(RESOURCES) && !path.contains(".."));
    }

    /** Whether a person does it: opens a page or presses a button. Scripts of an open page look again and again. */
    private static boolean isAct(HttpServletRequest request, String path) {
        if (path.equals(LIVE) || request.getHeader("Upgrade") != null) {
            return false;
        }
        return !request.getMethod().equals("GET") || !isByScript(request);
    }

    /** Browsers say what a request is for; only what they show is a visit. */
    static boolean isByScript(HttpServletRequest request) {
        @Nullable String destination = request.getHeader("Sec-Fetch-Dest");
        return destination != null && !destination.equals("document");
    }

    static boolean isApi(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/api/") || path.equals(ApiApplication.PATH) || path.equals("/api");
    }

    /** Whether a program is answered, which wants a problem document and no page. */
    static boolean isProgram(HttpServletRequest request) {
        return isApi(request) || request.getServletPath().equals(LIVE) || request.getHeader("Upgrade") != null;
    }

    static Problem problem(int status, String kind, String detail, HttpServletRequest request) {
        return Problem.of(status, kind, detail, request.getRequestURI());
    }
}
