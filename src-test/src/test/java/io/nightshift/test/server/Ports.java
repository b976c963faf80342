package io.nightshift.test.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The ports of one server, all free when they were looked for, and given to no other server of the tests: the one that got them
 * may start much later.
 *
 * @param offset added to every port of the server's own
 */
public record Ports(int offset) {

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final int JMS = 6660;
    private static final List<Integer> DEFAULTS = List.of(HTTP, 8443, MANAGEMENT, 9993, 4712, 4713, JMS);

    private static final Set<Integer> GIVEN = new HashSet<>();

    /**
     * Of the JVMs that run beside each other one adds 5: no two of the ports differ by that in their last digit, so what one takes
     * is never what the other takes.
     */
    private static final int OF_THIS_JVM = Integer.getInteger("nightshift.fork", 1) % 2 * 5;

    public static synchronized Ports free() {
        // From 16,660 to 32,000: above what people choose, below what the system gives to outgoing connections.
        for (int tries = 0; tries < 200; tries++) {
            Ports ports = new Ports(12_000 + ThreadLocalRandom.current().nextInt(1_000) * 10 + OF_THIS_JVM);
            if (ports.all().noneMatch(GIVEN::contains) && ports.all().allMatch(Ports::isFree)) {
                ports.all().forEach(GIVEN::add);
                return ports;
            }
        }
        throw new IllegalStateException("No free ports found");
    }

    public int http() {
        return HTTP + offset;
    }

    public int management() {
        return MANAGEMENT + offset;
    }

    /** Where the broker listens, if it does. */
    public int jms() {
        return JMS + offset;
    }

    private IntStream all() {
        return DEFAULTS.stream().mapToInt(port -> port + offset);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
