package io.nightshift.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.Methods;

/**
 * Lets requests that wait for jobs pass beside the crowd: they hold a connection and no thread, and there may be thousands. They
 * have a bound of their own. When one is over, also because its client went away, the application hears of it.
 */
final class Waiters implements HttpHandler {

    /** A {@link Runnable} among the attributes of the request; the application's name for it is the same. */
    static final String LEAVES = "io.nightshift.request.leaves";

    private static final String JOBS = "/nightshift/api/v1/jobs/";

    private final HttpHandler crowd;
    private final HttpHandler waiters;

    Waiters(HttpHandler next, EdgeLimits limits) {
        this.crowd = new Crowd(next, limits.requests());
        this.waiters = new Crowd(next, limits.waiters());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!waits(exchange)) {
            crowd.handleRequest(exchange);
            return;
        }
        exchange.addExchangeCompleteListener((ended, others) -> {
            leave(ended);
            others.proceed();
        });
        Presence.watch(exchange);
        waiters.handleRequest(exchange);
    }

    private static boolean waits(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.GET)
                && exchange.getQueryParameters().containsKey("wait")
                && exchange.getRequestPath().startsWith(JOBS)
                && exchange.isRequestComplete();
    }

    private static void leave(HttpServerExchange exchange) {
        ServletRequestContext served = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        if (served != null && served.getOriginalRequest().getAttribute(LEAVES) instanceof Runnable leaves) {
            leaves.run();
        }
    }
}
