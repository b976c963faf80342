package io.nightshift.web.security;

import io.nightshift.web.rest.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Stands before the API and lets nobody in whom the security domain does not know. The container itself would answer
 * with the login page, since it cannot tell programs from browsers. So it does for a wrong password, before any filter
 * is asked: that is why this filter stands before the login page too, and takes away the session that was made for it.
 */
public class ApiGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object forwardedFrom = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        String asked = forwardedFrom == null ? request.getRequestURI() : forwardedFrom.toString();
        if (request.getUserPrincipal() != null || !asked.startsWith(request.getContextPath() + "/api/")) {
            chain.doFilter(request, response);
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null && session.isNew()) {
            session.invalidate();
        }
        response.setHeader("WWW-Authenticate", "Basic realm=\"nightshift\", charset=\"UTF-8\"");
        Answers.problem(
                response,
                Problem.of(
                        401,
                        "unauthenticated",
                        "Give a user and a password by HTTP Basic; these are missing or wrong",
                        asked));
    }
}
