package io.nightshift.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** Says "later" as the API says it: 503, Retry-After and a problem document. */
final class Busy {

    private static final String SECONDS = "5";

    private Busy() {}

    /**
     * Answers a request that was not served.
     *
     * @param kind of the problem, a word
     * @param detail a sentence without quotation marks
     */
    static void answer(HttpServerExchange exchange, String kind, String detail) {
        exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, SECONDS);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        exchange.getResponseSender()
                .send("{\"type\":\"urn:nightshift:problem:" + kind
                        + "\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"" + detail + "\"}");
    }
}
