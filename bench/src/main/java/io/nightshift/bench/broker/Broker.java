package io.nightshift.bench.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * A broker outside the servers, as several nodes have one in operation: the same Artemis, in the bench's own JVM. It keeps
 * nothing, for what is measured with it are hints, which are never kept.
 */
public final class Broker implements AutoCloseable {

    private final EmbeddedActiveMQ server;
    private final int port;

    private Broker(EmbeddedActiveMQ server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts it with what {@code server-config/external-broker.cli} asks for. */
    public static Broker start() throws Exception {
        int port = freePort();
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false).setSecurityEnabled(false).setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("bench", "tcp://127.0.0.1:" + port + "?protocols=CORE");
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName("nightshift.submit")
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of("nightshift.submit").setRoutingType(RoutingType.ANYCAST)));
        configuration.addAddressConfiguration(
                new CoreAddressConfiguration().setName("nightshift.hint").addRoutingType(RoutingType.MULTICAST));
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("DLQ"))
                        .setExpiryAddress(SimpleString.of("ExpiryQueue")));
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
        server.start();
        return new Broker(server, port);
    }

    /** How a node finds it. */
    public Map<String, String> environment() {
        return new TreeMap<>(Map.of(
                "NIGHTSHIFT_BROKER_HOST", "127.0.0.1",
                "NIGHTSHIFT_BROKER_PORT", Integer.toString(port),
                "NIGHTSHIFT_BROKER_USER", "nightshift",
                "NIGHTSHIFT_BROKER_PASSWORD", "asks for none"));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
