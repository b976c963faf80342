package io.nightshift.web.security;

import io.nightshift.web.rest.ApiApplication;
import io.nightshift.web.rest.problem.Problem;
import io.nightshift.web.rest.problem.Trouble;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what the container itself refuses: to programs as a problem document, to people as a page. */
public class ErrorServlet extends HttpServlet {

    /** What is asked for once more by the link of the page; nothing if it was no mere look. */
    static final String AGAIN = "again";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (path.startsWith(request.getContextPath() + ApiApplication.PATH)) {
            Answers.problem(
                    response, Problem.of(response.getStatus(), "refused", "The server refused this request", path));
        } else {
            explain(request, response, path);
            request.getRequestDispatcher(page(response.getStatus())).forward(request, response);
        }
    }

    /** Looking changes nothing, so it can be told what it was and offered again; an act may have happened. */
    private static void explain(HttpServletRequest request, HttpServletResponse response, String path) {
        if (request.getMethod().equals("GET")) {
            String query = request.getQueryString();
            request.setAttribute(
                    AGAIN, Targets.safe(request.getContextPath(), query == null ? path : path + "?" + query));
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            String trouble = Trouble.in(thrown, path);
            if (trouble != null) {
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                request.setAttribute(Refusals.TROUBLE, trouble);
            }
        }
    }

    private static String page(int status) {
        return switch (status) {
            case 403 -> "/error/403.xhtml";
            case 404 -> "/error/404.xhtml";
            default -> "/error/500.xhtml";
        };
    }
}
