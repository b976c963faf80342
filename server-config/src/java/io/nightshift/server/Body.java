package io.nightshift.server;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/** One body while it is collected. Only ever used by the thread of its connection. */
final class Body {

    private static final Logger LOG = Logger.getLogger(Body.class);
    private static final int LOOK_SECONDS = 1;

    private final Bodies bodies;
    private final HttpServerExchange exchange;
    private final EdgeLimits limits;
    private final long beganAt = System.nanoTime();
    private final List<PooledByteBuffer> buffers = new ArrayList<>();
    private StreamSourceChannel channel;
    private XnioExecutor.Key look;
    private long bytes;
    private boolean whole;
    private boolean over;
    private boolean freed;

    Body(Bodies bodies, HttpServerExchange exchange, EdgeLimits limits) {
        this.bodies = bodies;
        this.exchange = exchange;
        this.limits = limits;
    }

    void collect() throws Exception {
        // What is read after this, by the application, is held to the same rate.
        exchange.addRequestWrapper((factory, any) -> new PacedConduit(factory.create(), limits));
        exchange.addExchangeCompleteListener((ended, others) -> {
            stop();
            free();
            others.proceed();
        });
        if (HttpContinue.requiresContinueResponse(exchange)) {
            exchange.dispatch(exchange.getIoThread(), () -> HttpContinue.sendContinueResponse(exchange, new Continued()));
            return;
        }
        boolean ready;
        try {
            ready = read();
        } catch (RequestTooBigException e) {
            discard();
            tooBig(exchange);
            return;
        } catch (IOException e) {
            lost(e);
            return;
        }
        if (ready) {
            goOn(false);
        }
    }

    /** Reads what is there; true if there is nothing more to wait for. */
    private boolean read() throws IOException {
        if (channel == null) {
            channel = exchange.getRequestChannel();
        }
        while (true) {
            if (buffers.isEmpty() || !last().hasRemaining()) {
                if (buffers.size() == limits.bodyBuffers() || !bodies.room(buffers.isEmpty())) {
                    return true;
                }
                buffers.add(exchange.getConnection().getByteBufferPool().allocate());
            }
            int count = channel.read(last());
            if (count < 0) {
                whole = true;
                return true;
            }
            if (count == 0) {
                await();
                return false;
            }
            bytes += count;
        }
    }

    private ByteBuffer last() {
        return buffers.get(buffers.size() - 1).getBuffer();
    }

    private void await() {
        if (look == null) {
            look = exchange.getIoThread().executeAfter(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
            channel.getReadSetter().set(ready -> more());
        }
        channel.resumeReads();
    }

    private void more() {
        if (over) {
            return;
        }
        try {
            if (read()) {
                channel.getReadSetter().set(null);
                channel.suspendReads();
                goOn(true);
            }
        } catch (RequestTooBigException e) {
            discard();
            Connectors.executeRootHandler(Body::tooBig, exchange);
        } catch (IOException e) {
            lost(e);
        } catch (Exception e) {
            LOG.error("A body could not be collected", e);
            cut();
        }
    }

    private static void tooBig(HttpServerExchange exchange) {
        exchange.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
        exchange.setPersistent(false);
        exchange.endExchange();
    }

    /** The client went away: its business. */
    private void lost(IOException e) {
        LOG.debug("A body ended early", e);
        cut();
    }

    private void goOn(boolean later) throws Exception {
        stop();
        HttpHandler to = bodies::serve;
        if (whole || exchange.isRequestComplete() || bodies.admitsLarge(exchange)) {
            giveBack();
        } else {
            // Not given back: the server would first free it and then try to read it.
            discard();
            to = bodies::refuse;
        }
        if (later) {
            Connectors.executeRootHandler(to, exchange);
        } else {
            to.handleRequest(exchange);
        }
    }

    /** Puts what was collected before what is still to come. */
    private void giveBack() {
        List<PooledByteBuffer> filled = new ArrayList<>();
        for (PooledByteBuffer buffer : buffers) {
            if (buffer.getBuffer().position() == 0) {
                buffer.close();
            } else {
                buffer.getBuffer().flip();
                filled.add(buffer);
            }
        }
        if (!filled.isEmpty()) {
            Connectors.ungetRequestBytes(exchange, filled.toArray(new PooledByteBuffer[0]));
        }
        Connectors.resetRequestChannel(exchange);
    }

    /** Once a second while it is waited for: is it fast enough? */
    private void look() {
        if (over) {
            return;
        }
        if (PacedConduit.isTooSlow(bytes, System.nanoTime() - beganAt, limits)) {
            LOG.debugf("Cut off a body that came too slowly: %s bytes", bytes);
            cut();
            return;
        }
        look = exchange.getIoThread().executeAfter(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void stop() {
        over = true;
        if (look != null) {
            look.remove();
        }
    }

    private void free() {
        if (!freed) {
            freed = true;
            bodies.free(buffers.size());
        }
    }

    private void discard() {
        stop();
        free();
        buffers.forEach(PooledByteBuffer::close);
    }

    private void cut() {
        discard();
        IoUtils.safeClose(exchange.getConnection());
    }

    /** Goes on when "100 Continue" has been sent. */
    private final class Continued implements IoCallback {

        @Override
        public void onComplete(HttpServerExchange same, Sender sender) {
            more();
        }

        @Override
        public void onException(HttpServerExchange same, Sender sender, IOException e) {
            cut();
        }
    }
}
