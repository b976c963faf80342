package io.nightshift.test.faults.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP proxy between two of the parts. It passes everything on, until it is told to hold it, to delay it or to
 * cut it. What was held arrives late, as on a network that comes back.
 */
public final class Wire implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition passes = lock.newCondition();
    private boolean held;
    private volatile boolean refusing;
    private volatile boolean swallowing;
    private volatile long delayMillis;

    /** @param target the port of the database */
    Wire(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("wire-" + door.getLocalPort(), this::accept);
    }

    /** Where it takes connections. */
    public int port() {
        return door.getLocalPort();
    }

    /** Half-open: nothing is passed on in either way, and no socket is closed. */
    public void hold() {
        set(true);
    }

    /** All is as it was. */
    public void pass() {
        refusing = false;
        swallowing = false;
        delayMillis = 0;
        set(false);
    }

    /** Everything comes so much later, in each direction. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** Resets all connections, and every new one until {@link #pass}. */
    public void cut() {
        refusing = true;
        sockets.forEach(Wire::reset);
    }

    /** What is asked arrives; instead of the answer the connection is reset. */
    public void swallow() {
        swallowing = true;
    }

    private void set(boolean hold) {
        lock.lock();
        try {
            held = hold;
            passes.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket node = door.accept();
                sockets.add(node);
                if (refusing) {
                    reset(node);
                } else {
                    connect(node);
                }
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A database that does not listen is a reset to the node, as without a proxy. */
    private void connect(Socket node) {
        try {
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(database);
            node.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            run("wire-in", () -> pump(node, database, false));
            run("wire-out", () -> pump(database, node, true));
        } catch (IOException e) {
            reset(node);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(chunk);
            while (read >= 0 && !(answers && swallowing)) {
                awaitPassage();
                out.write(chunk, 0, read);
                out.flush();
                read = in.read(chunk);
            }
            awaitPassage();
        } catch (IOException e) {
            // One side is gone: the other is told below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(from);
            forget(to);
        }
    }

    private void awaitPassage() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(delayMillis);
            while (left > 0) {
                left = passes.awaitNanos(left);
            }
            while (held) {
                passes.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(Socket socket) {
        sockets.remove(socket);
        reset(socket);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Closed already, which is what was wanted.
            return;
        }
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(Wire::reset);
        }
    }
}
