package io.nightshift.web.security;

import io.nightshift.web.rest.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stands before the API and lets nobody in whom the security domain does not know. The container itself would answer
 * with the login page, since it cannot tell programs from browsers.
 */
public class ApiGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getUserPrincipal() == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"nightshift\", charset=\"UTF-8\"");
            Answers.problem(
                    response,
                    Problem.of(
                            401,
                            "unauthenticated",
                            "Give a user and a password by HTTP Basic; these are missing or wrong",
                            request.getRequestURI()));
            return;
        }
        chain.doFilter(request, response);
    }
}
