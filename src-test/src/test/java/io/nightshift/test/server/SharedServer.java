package io.nightshift.test.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The one server of the deployed tests of this JVM: where it is reached and where its folders are. */
public final class SharedServer {

    private static final Ports PORTS = Ports.free();
    private static final Path BASE = Place.freshBase("shared-" + Integer.getInteger("nightshift.fork", 1));

    private SharedServer() {}

    public static Ports ports() {
        return PORTS;
    }

    /** A folder that the tests and the handlers in the server may both write to. */
    public static Path folder() {
        return BASE.resolve("data");
    }

    /** What the server writes down. */
    public static Path log() {
        return BASE.resolve("log/server.log");
    }

    static void prepare() {
        Map<String, String> settings = new TreeMap<>(Settings.forTests(BASE));
        settings.put("jboss.server.base.dir", BASE.toString());
        settings.put("jboss.socket.binding.port-offset", Integer.toString(PORTS.offset()));
        settings.put("jboss.bind.address", "127.0.0.1");
        settings.put("jboss.bind.address.management", "127.0.0.1");
        settings.put("nightshift.outbox.datasources", "java:jboss/datasources/ShopDS");
        settings.put("nightshift.jms.acceptor", Integer.toString(PORTS.jms()));

        System.setProperty("nightshift.test.home", Place.wildfly().toString());
        System.setProperty("nightshift.test.management", Integer.toString(PORTS.management()));
        System.setProperty("nightshift.test.java", String.join(" ", Settings.JAVA));
        System.setProperty(
                "nightshift.test.arguments",
                settings.entrySet().stream()
                        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" ")));
    }
}
