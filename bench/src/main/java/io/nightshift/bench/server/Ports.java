package io.nightshift.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where the server listens; all free when they were looked for. */
record Ports(int http, int https, int management, int jms) {

    static Ports free() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket http = new ServerSocket(0, 1, here);
                ServerSocket https = new ServerSocket(0, 1, here);
                ServerSocket management = new ServerSocket(0, 1, here);
                ServerSocket jms = new ServerSocket(0, 1, here)) {
            return new Ports(http.getLocalPort(), https.getLocalPort(), management.getLocalPort(), jms.getLocalPort());
        }
    }
}
