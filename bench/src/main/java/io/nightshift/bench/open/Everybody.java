package io.nightshift.bench.open;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Takes whoever asks for a user with every role. What comes behind it cannot tell. */
public class Everybody extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Principal SOMEBODY = () -> "bench";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return SOMEBODY;
                    }

                    @Override
                    public boolean isUserInRole(String role) {
                        return true;
                    }
                },
                response);
    }
}
