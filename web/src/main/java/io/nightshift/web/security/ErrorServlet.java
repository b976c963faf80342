package io.nightshift.web.security;

import io.nightshift.web.rest.ApiApplication;
import io.nightshift.web.rest.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what the container itself refuses: to programs as a problem document, to people as a page. */
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (path.startsWith(request.getContextPath() + ApiApplication.PATH)) {
            Answers.problem(
                    response, Problem.of(response.getStatus(), "refused", "The server refused this request", path));
        } else {
            request.getRequestDispatcher(page(response.getStatus())).forward(request, response);
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
