package io.nightshift.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;

/**
 * Stands before everything that is asked over the web: whole bodies are read before a thread is given to a request, and those
 * that come too slowly end; more requests than can be served are told so; while the application is not there, or the server stops,
 * the answer is "not now" instead of "there is no such thing"; and no redirect repeats the host that somebody claimed.
 *
 * <p>The server makes one for its host, see {@code nightshift.cli}.
 */
public final class Edge implements HttpHandler {

    private static final ResponseCommitListener RELATIVE = Edge::makeRelative;

    private final Stopping stopping = new Stopping();
    private final NotYet notYet;
    private final HttpHandler bodies;

    /** For the server, which says what comes after it. */
    public Edge(HttpHandler next) {
        EdgeLimits limits = EdgeLimits.ofServer();
        notYet = new NotYet("/nightshift");
        bodies = new Bodies(new Waiters(next, limits), limits);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        stopping.guard(exchange);
        exchange.addDefaultResponseListener(notYet);
        exchange.addResponseCommitListener(RELATIVE);
        bodies.handleRequest(exchange);
    }

    /** Takes scheme and host from a redirect to ourselves: whoever asked said which host, and might have said another's. */
    private static void makeRelative(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        String location = headers.getFirst(Headers.LOCATION);
        if (location == null) {
            return;
        }
        String self = exchange.getRequestScheme() + "://" + exchange.getHostAndPort();
        if (location.startsWith(self)) {
            String path = location.substring(self.length());
            if (path.isEmpty() || path.charAt(0) == '/' && !path.startsWith("//")) {
                headers.put(Headers.LOCATION, path.isEmpty() ? "/" : path);
            }
        }
    }
}
