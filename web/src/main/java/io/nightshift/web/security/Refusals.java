package io.nightshift.web.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How those are answered who are not let in: programs by a problem document, people by the sign-in page. */
final class Refusals {

    /** What the sign-in page has to say, as an attribute of the request. */
    static final String TROUBLE = "trouble";

    private static final String RETRY_AFTER = "Retry-After";
    private static final int AWAY_SECONDS = 5;

    private Refusals() {}

    /** Nobody said who they are, or their session is over. */
    static void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (SignInFilter.isProgram(request) || SignInFilter.isByScript(request) && !isAjax(request)) {
            challenge(request, response, "Give a user and a secret by HTTP Basic");
        } else if (isAjax(request)) {
            // The page's script follows it: a page of its own in place of the part that was asked for.
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .write("<?xml version='1.0' encoding='UTF-8'?><partial-response><redirect url=\""
                            + request.getContextPath()
                            + SignInFilter.PAGE + "?over=true&amp;to="
                            + URLEncoder.encode(Targets.before(request), StandardCharsets.UTF_8)
                            + "\"/></partial-response>");
        } else {
            if (!request.getMethod().equals("GET")) {
                request.setAttribute(TROUBLE, "over");
            }
            page(request, response);
        }
    }

    /** The header is none that can be read. */
    static void unreadable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        challenge(request, response, "The header Authorization cannot be read: Basic, then name:secret in Base64");
    }

    /** Name and secret do not fit. */
    static void wrong(HttpServletRequest request, HttpServletResponse response) throws IOException {
        challenge(request, response, "User or secret is wrong, or the user is switched off");
    }

    /** Too many wrong ones. */
    static void slowed(Duration wait, HttpServletRequest request, HttpServletResponse response) throws IOException {
        retryAfter(response, wait);
        Answers.problem(
                response,
                SignInFilter.problem(
                        429,
                        "slowed",
                        "Too many wrong secrets for this user from your address; the next is looked at after "
                                + seconds(wait) + " s",
                        request));
    }

    /** It cannot be known who they are. */
    static void away(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        response.setHeader(RETRY_AFTER, Integer.toString(AWAY_SECONDS));
        if (SignInFilter.isProgram(request)
                || request.getHeader("Authorization") != null
                || SignInFilter.isByScript(request)) {
            Answers.problem(
                    response,
                    SignInFilter.problem(
                            503,
                            "database-away",
                            "The database cannot be reached at the moment, so nobody can be let in; try again",
                            request));
        } else {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            request.setAttribute(TROUBLE, "away");
            page(request, response);
        }
    }

    static void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (SignInFilter.isProgram(request)) {
            Answers.problem(response, SignInFilter.problem(403, "forbidden", "Your roles do not allow this", request));
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    static void retryAfter(HttpServletResponse response, Duration wait) {
        response.setHeader(RETRY_AFTER, Long.toString(seconds(wait)));
    }

    /** Rounded up, so that who waits for so long has waited long enough. */
    static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    static void page(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        request.getRequestDispatcher(SignInFilter.PAGE).forward(request, response);
    }

    private static boolean isAjax(HttpServletRequest request) {
        return "partial/ajax".equals(request.getHeader("Faces-Request"));
    }

    private static void challenge(HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        // A browser would ask for a password by itself: the console has a page for that.
        if (!SignInFilter.isByScript(request) || SignInFilter.isApi(request)) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"nightshift\", charset=\"UTF-8\"");
        }
        Answers.problem(response, SignInFilter.problem(401, "unauthenticated", detail, request));
    }
}
