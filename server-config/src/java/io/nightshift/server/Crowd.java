package io.nightshift.server;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves so many requests at a time, and tells the others to come again: a queue without an end helps nobody. */
final class Crowd implements HttpHandler {

    private final HttpHandler next;
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();
    private final ExchangeCompletionListener leaves = (exchange, others) -> {
        inside.decrementAndGet();
        others.proceed();
    };

    Crowd(HttpHandler next, int most) {
        this.next = next;
        this.most = most;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            Busy.answer(exchange, "busy", "The server has more requests than it can serve; try again");
            return;
        }
        exchange.addExchangeCompleteListener(leaves);
        next.handleRequest(exchange);
    }
}
