package io.nightshift.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.OpenListener;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.logging.Logger;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.wildfly.extension.undertow.ListenerService;
import org.wildfly.extension.undertow.Server;
import org.wildfly.extension.undertow.UndertowListener;

/**
 * Answers 503 in the last moments of a server that stops. It takes the filters of its host away, then the host, and listens
 * still: whoever asks then would be told 404, and a client takes that as final. So this stands before the host, at each listener.
 */
final class Stopping {

    private static final ServiceName SERVER = ServiceName.parse("org.wildfly.undertow.server.default-server");
    private static final AttachmentKey<Boolean> GUARDED = AttachmentKey.create(Boolean.class);
    private static final Logger LOG = Logger.getLogger(Stopping.class);

    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Guards the listeners when a request shows that they are there and unguarded. A connection that came before keeps the
     * handler that it had: it ends with this answer.
     */
    void guard(HttpServerExchange exchange) {
        if (exchange.getAttachment(GUARDED) == null && guardListeners()) {
            exchange.setPersistent(false);
        }
    }

    private boolean guardListeners() {
        ServiceContainer container = CurrentServiceContainer.getServiceContainer();
        ServiceController<?> server = container == null ? null : container.getService(SERVER);
        if (server == null) {
            if (warned.compareAndSet(false, true)) {
                LOG.warnf("There is no %s here: while this server stops, callers may be told 404 instead of 503", SERVER);
            }
            return false;
        }
        for (UndertowListener one : valueOf(server).getListeners()) {
            OpenListener listener = ((ListenerService) one).getOpenListener();
            synchronized (this) {
                if (!(listener.getRootHandler() instanceof Guard)) {
                    listener.setRootHandler(new Guard(listener.getRootHandler(), container));
                }
            }
        }
        return true;
    }

    /** A value without depending on its service: such a dependence would stop the server's own services in another order. */
    @SuppressWarnings("deprecation")
    private static Server valueOf(ServiceController<?> server) {
        return (Server) server.getValue();
    }

    /** The first of all handlers. */
    private record Guard(HttpHandler next, ServiceContainer container) implements HttpHandler {

        @Override
        public void handleRequest(HttpServerExchange exchange) throws Exception {
            if (container.isShutdown()) {
                exchange.setPersistent(false);
                Busy.answer(exchange, "stopping", "The server is stopping; try again");
            } else {
                exchange.putAttachment(GUARDED, true);
                next.handleRequest(exchange);
            }
        }
    }
}
