package io.nightshift.server;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.StatusCodes;

/**
 * Answers 503 for an application that is not there: the server listens some seconds before it has deployed it, and while it is
 * deployed anew. Clients take a 404 as final. What the application itself does not find stays a 404.
 */
final class NotYet implements DefaultResponseListener {

    private final String path;

    NotYet(String path) {
        this.path = path;
    }

    @Override
    public boolean handleDefaultResponse(HttpServerExchange exchange) {
        boolean missing = exchange.getStatusCode() == StatusCodes.NOT_FOUND
                && exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY) == null
                && isBelow(exchange.getRequestPath());
        boolean suspended = exchange.getStatusCode() == StatusCodes.SERVICE_UNAVAILABLE;
        if (!missing && !suspended) {
            return false;
        }
        Busy.answer(exchange, "starting", "The server is starting, or stopping; try again");
        return true;
    }

    private boolean isBelow(String asked) {
        return asked.startsWith(path) && (asked.length() == path.length() || asked.charAt(path.length()) == '/');
    }
}
