package io.nightshift.engine.dispatch;

import io.nightshift.engine.handler.RequestScope;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Request scopes for the loops that run jobs: used by one at a time, again and again. Safe for concurrent use. */
final class Scopes {

    private final Queue<RequestScope> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<RequestScope> maker;

    Scopes(Supplier<RequestScope> maker) {
        this.maker = maker;
    }

    RequestScope take() {
        RequestScope scope = idle.poll();
        return scope == null ? maker.get() : scope;
    }

    void give(RequestScope scope) {
        idle.add(scope);
    }
}
