package io.nightshift.jobs.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every request with the same bytes, which need not be HTTP, and keeps what it was sent. */
final class RawServer implements AutoCloseable {

    /** Instead of an answer the connection is reset. */
    static final String RESET = "(reset)";

    private final ServerSocket socket;
    private final String answer;
    final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(String answer) throws IOException {
        this.answer = answer;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                requests.add(head(connection.getInputStream()));
                if (answer.equals(RESET)) {
                    // Linger 0: closing sends a reset.
                    connection.setSoLinger(true, 0);
                } else {
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    connection.shutdownOutput();
                    // What is left unread when a socket is closed turns the end into a reset.
                    connection.setSoTimeout(2_000);
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException e) {
                // Closed, or the client hung up: the next connection is another one.
                continue;
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        // A greeting of TLS has no end that looks like HTTP's: its first byte is enough.
        for (int c = in.read(); c >= 0 && c != 0x16; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
