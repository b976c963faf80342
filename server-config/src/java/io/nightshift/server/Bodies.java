package io.nightshift.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects a body before the request goes on, without a thread that waits for it. So a client that sends a byte a second holds
 * a connection and a buffer, and nobody else up. Of bodies that do not fit into their buffers only so many go on at a time, as
 * each will keep a thread; one that arrives too slowly is cut off, before or after.
 */
final class Bodies implements HttpHandler {

    private final HttpHandler next;
    private final EdgeLimits limits;
    private final AtomicInteger buffers = new AtomicInteger();
    private final AtomicInteger large = new AtomicInteger();

    Bodies(HttpHandler next, EdgeLimits limits) {
        this.next = next;
        this.limits = limits;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isRequestComplete() || exchange.isUpgrade()) {
            next.handleRequest(exchange);
            return;
        }
        new Body(this, exchange, limits).collect();
    }

    /** The body is whole, or its rest may be read by whoever serves the request. */
    void serve(HttpServerExchange exchange) throws Exception {
        next.handleRequest(exchange);
    }

    /** The body is larger than its buffers, and so are as many others as may be. */
    void refuse(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        Busy.answer(exchange, "busy", "The server reads as many large bodies as it can; try again");
    }

    /** Whether one large body more may be read; it leaves with its request. */
    boolean admitsLarge(HttpServerExchange exchange) {
        if (large.incrementAndGet() > limits.largeBodies()) {
            large.decrementAndGet();
            return false;
        }
        exchange.addExchangeCompleteListener((ended, others) -> {
            large.decrementAndGet();
            others.proceed();
        });
        return true;
    }

    /** Takes room for one buffer more; the first of each body is always given. */
    boolean room(boolean first) {
        if (buffers.incrementAndGet() <= limits.buffersInAll() || first) {
            return true;
        }
        buffers.decrementAndGet();
        return false;
    }

    void free(int count) {
        buffers.addAndGet(-count);
    }
}
