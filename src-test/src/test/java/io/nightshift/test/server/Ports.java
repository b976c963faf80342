package io.nightshift.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one server, all free when they were looked for.
 *
 * @param offset added to every port of the server's own
 * @param jms where the broker listens, if it does
 */
public record Ports(int offset, int jms) {

    private static final List<Integer> DEFAULTS = List.of(8080, 8443, 9990, 9993, 4712, 4713);

    public static Ports free() {
        // From 16,712 to 32,000: above what people choose, below what the system gives to outgoing connections.
        for (int tries = 0; tries < 200; tries++) {
            // Beside it another JVM may look for some at the same moment: each takes every second offset.
            int half = Integer.getInteger("nightshift.fork", 1) % 2;
            int offset = 12_000 + (ThreadLocalRandom.current().nextInt(500) * 2 + half) * 10;
            if (DEFAULTS.stream().allMatch(port -> isFree(port + offset))) {
                return new Ports(offset, anyFree());
            }
        }
        throw new IllegalStateException("No free ports found");
    }

    public int http() {
        return 8080 + offset;
    }

    public int management() {
        return 9990 + offset;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
