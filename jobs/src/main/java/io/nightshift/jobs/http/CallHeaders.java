package io.nightshift.jobs.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The form of headers that can be sent. */
final class CallHeaders {

    /** The client's own, or of this connection only: another value would break the message, or let two be read as one. */
    private static final Set<String> OWNED = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private CallHeaders() {}

    /** What keeps these from being sent; null if nothing does. */
    static @Nullable String fault(Map<String, String> headers) {
        Set<String> seen = new TreeSet<>();
        HttpRequest.Builder probe = HttpRequest.newBuilder(URI.create("http://localhost/"));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!seen.add(name)) {
                return cannot(header.getKey(), "it is given twice, upper and lower case do not matter");
            }
            if (OWNED.contains(name)) {
                return cannot(header.getKey(), "it belongs to the client");
            }
            // The client would send a question mark instead.
            if (header.getValue().chars().anyMatch(c -> c > 126)) {
                return cannot(header.getKey(), "a value has ASCII characters only");
            }
            try {
                probe.setHeader(header.getKey(), header.getValue());
            } catch (IllegalArgumentException e) {
                return cannot(header.getKey(), String.valueOf(e.getMessage()));
            }
        }
        return null;
    }

    private static String cannot(String name, String why) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return "Header '" + shown.replaceAll("\\p{Cntrl}", "?") + "' cannot be sent: "
                + why.replaceAll("\\p{Cntrl}", "?");
    }
}
