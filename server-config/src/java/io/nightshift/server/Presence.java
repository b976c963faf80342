package io.nightshift.server;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Looks every second whether the client of a request that waits is still there: a server that neither reads nor writes is not told
 * that a connection has ended. One that closed its half is taken for gone, as nothing can be asked of it any more.
 */
final class Presence implements Runnable {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final int LOOK_SECONDS = 1;

    private final HttpServerExchange exchange;
    private final HttpServerConnection connection;
    private XnioExecutor.Key look;
    private boolean over;

    private Presence(HttpServerExchange exchange, HttpServerConnection connection) {
        this.exchange = exchange;
        this.connection = connection;
    }

    /** Begins to look; only at connections that carry one request after the other. */
    static void watch(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof HttpServerConnection connection) {
            Presence presence = new Presence(exchange, connection);
            exchange.addExchangeCompleteListener((ended, others) -> {
                presence.stop();
                others.proceed();
            });
            presence.again();
        }
    }

    @Override
    public void run() {
        if (isGone()) {
            LOG.debug("A client that waited went away");
            // Ends the exchange, and so tells whoever listens.
            IoUtils.safeClose(connection);
        }
    }

    /** The lock: the end of the exchange waits for a read that has begun, and so finds what that read. */
    private synchronized boolean isGone() {
        if (over) {
            return false;
        }
        PooledByteBuffer buffer = connection.getByteBufferPool().allocate();
        int count;
        try {
            count = connection.getChannel().getSourceChannel().read(buffer.getBuffer());
        } catch (IOException e) {
            count = -1;
        }
        if (count > 0) {
            // The next request came before the answer to this one. It is kept, and nothing more is read before its turn.
            buffer.getBuffer().flip();
            connection.ungetRequestBytes(buffer);
            return false;
        }
        buffer.close();
        if (count == 0) {
            again();
        }
        return count < 0;
    }

    private synchronized void again() {
        if (!over) {
            look = exchange.getIoThread().executeAfter(this, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    private synchronized void stop() {
        over = true;
        if (look != null) {
            look.remove();
        }
    }
}
