package io.nightshift.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody wanted to go before they were asked who they are ({@code signInTarget}). Only ever a page of ours. */
@Named("signInTarget")
@RequestScoped
public class Targets {

    private static final Pattern PAGE = Pattern.compile("/[a-z]+\\.xhtml(\\?[A-Za-z0-9_.~%&=+:,;*@!$'()/?-]{0,1500})?");

    private final HttpServletRequest request;

    @Inject
    public Targets(HttpServletRequest request) {
        this.request = request;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Targets() {
        this(null);
    }

    /** What the form sends along. */
    public String getPath() {
        String given = request.getParameter("to");
        if (given != null) {
            return safe(request.getContextPath(), given);
        }
        Object asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        if (asked == null || !request.getMethod().equals("GET")) {
            return safe(request.getContextPath(), null);
        }
        Object query = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        return safe(request.getContextPath(), query == null ? asked.toString() : asked + "?" + query);
    }

    /** The page that a script asks from, with its filter. */
    static String before(HttpServletRequest request) {
        String context = request.getContextPath();
        String referer = request.getHeader("Referer");
        try {
            URI page = new URI(referer == null ? "" : referer);
            return safe(
                    context,
                    page.getRawQuery() == null ? page.getRawPath() : page.getRawPath() + "?" + page.getRawQuery());
        } catch (URISyntaxException e) {
            // Not told by a browser.
            return safe(context, null);
        }
    }

    /** A page of this application, whatever was asked for; the overview if it is none. */
    static String safe(String context, @Nullable String asked) {
        String start = context + "/index.xhtml";
        if (asked == null || !asked.startsWith(context + "/")) {
            return start;
        }
        String page = asked.substring(context.length());
        return PAGE.matcher(page).matches() && !page.startsWith(SignInFilter.PAGE) ? asked : start;
    }
}
