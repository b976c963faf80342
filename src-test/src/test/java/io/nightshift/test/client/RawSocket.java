package io.nightshift.test.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** A connection by hand, for what no HTTP client would send, and from addresses that one cannot choose. */
public final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    /** Connects to a port of this machine. */
    public RawSocket(int port) {
        this(port, "127.0.0.1");
    }

    /** Connects from one of the addresses of the loopback interface. */
    public RawSocket(int port, String from) {
        try {
            socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What HTTP Basic sends for a name and a secret. */
    public static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for a path as somebody; returns the whole answer. */
    public static String get(int port, String from, String path, String authorization) {
        try (RawSocket socket = new RawSocket(port, from)) {
            return socket.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: "
                            + authorization + "\r\nConnection: close\r\n\r\n")
                    .answer();
        }
    }

    /** The status of an answer; 0 if there is none. */
    public static int status(String answer) {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /** A header of an answer; empty if it has none. */
    public static String header(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    public RawSocket send(String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one byte; false if the other side has ended the connection. */
    public boolean drip() {
        try {
            socket.getOutputStream().write(' ');
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Everything until the other side ends the connection. */
    public String answer() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                all.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw new IllegalStateException("Not ended within a minute; so far: " + all, e);
        } catch (IOException e) {
            // Ended hard: what came before counts.
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
