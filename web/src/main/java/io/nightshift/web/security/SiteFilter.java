package io.nightshift.web.security;

import io.nightshift.web.rest.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what other sites make a browser send: whatever changes something, and WebSockets. Browsers say where a request
 * comes from (Sec-Fetch-Site, Origin) and pages cannot forge it. A program says neither; it is let through, unless it
 * lives on a session: then it is a browser and has to say.
 */
public class SiteFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private transient PublicAddress address = PublicAddress.ANY;

    @Override
    public void init() {
        address = PublicAddress.ofServer();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isSafe(request) || isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            Answers.problem(
                    response,
                    Problem.of(403, "cross-site", "Requests from other sites are refused", request.getRequestURI()));
        }
    }

    private static boolean isSafe(HttpServletRequest request) {
        return HARMLESS.contains(request.getMethod()) && request.getHeader("Upgrade") == null;
    }

    private boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        if (origin != null) {
            return isSameHost(origin, request.getHeader("Host")) || address.isOrigin(origin);
        }
        return site != null || request.getHeader("Authorization") != null || request.getRequestedSessionId() == null;
    }

    /** Compares hosts and ports only: behind a proxy that ends TLS, the scheme seen here is another. */
    static boolean isSameHost(String origin, @Nullable String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null
                    && host != null
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            // What is no URI is nobody's origin.
            return false;
        }
    }
}
