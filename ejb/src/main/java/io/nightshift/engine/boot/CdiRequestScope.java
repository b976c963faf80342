package io.nightshift.engine.boot;

import io.nightshift.engine.handler.RequestScope;
import jakarta.enterprise.context.control.RequestContextController;

/** The container's request scope on one thread. The controller remembers who began it, so each thread has its own. */
final class CdiRequestScope implements RequestScope {

    private final RequestContextController controller;

    CdiRequestScope(RequestContextController controller) {
        this.controller = controller;
    }

    @Override
    public void begin() {
        boolean unused = controller.activate();
    }

    @Override
    public void end() {
        controller.deactivate();
    }
}
