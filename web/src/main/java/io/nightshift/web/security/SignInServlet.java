package io.nightshift.web.security;

import io.nightshift.engine.user.SignIn;
import io.nightshift.engine.user.Verdict;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes what the sign-in page sends: begins a session and goes to where somebody wanted to go, or says why not. */
@WebServlet(SignInServlet.PATH)
public class SignInServlet extends HttpServlet {

    /** As servers call it, and password managers know. */
    static final String PATH = "/j_security_check";

    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient SignIn signIn;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient Sessions sessions;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getContextPath() + "/index.xhtml");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Verdict verdict = signIn.check(
                given(request.getParameter("j_username")),
                given(request.getParameter("j_password")),
                request.getRemoteAddr());
        if (verdict instanceof Verdict.Welcome welcome) {
            sessions.begin(request, welcome.account());
            response.sendRedirect(Targets.safe(request.getContextPath(), request.getParameter("to")));
        } else if (verdict instanceof Verdict.Slowed slowed) {
            response.setStatus(429);
            Refusals.retryAfter(response, slowed.delay());
            request.setAttribute("seconds", Refusals.seconds(slowed.delay()));
            again("slowed", request, response);
        } else if (verdict instanceof Verdict.Unknown) {
            Refusals.away(request, response);
        } else {
            again("wrong", request, response);
        }
    }

    private static void again(String trouble, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(Refusals.TROUBLE, trouble);
        Refusals.page(request, response);
    }

    private static String given(@Nullable String parameter) {
        return parameter == null ? "" : parameter;
    }
}
