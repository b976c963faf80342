package io.nightshift.web.security;

import io.nightshift.web.rest.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers only to the names of this server, and tells browsers to be careful with every answer. */
public class HeaderFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String ONE_YEAR = "max-age=31536000";

    private transient PublicAddress address = PublicAddress.ANY;

    @Override
    public void init() {
        address = PublicAddress.ofServer();
        if (address.isSecure()) {
            // TLS ends before this server: what arrives here does not look like it.
            getServletContext().getSessionCookieConfig().setSecure(true);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (request.isSecure() || address.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
        // Resources carry their version in the URL, and Faces sets how long they keep.
        if (!path.startsWith("/jakarta.faces.resource")) {
            response.setHeader("Cache-Control", "no-store");
        }
        // To pages PrimeFaces adds the policy with the page's nonce; a second one would take away what it allows.
        if (path.startsWith("/api")) {
            response.setHeader(
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        }
        if (address.answersTo(request.getHeader("Host"))) {
            chain.doFilter(request, response);
        } else {
            Answers.problem(
                    response, Problem.of(421, "misdirected", "This server has another name", request.getRequestURI()));
        }
    }
}
