package io.nightshift.jobs.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a URL that can be called, whoever may call it. */
final class CallUrl {

    private static final int LAST_PORT = 65_535;
    private static final Pattern PORT = Pattern.compile("https?://[^/?#@]*[^:/?#@]:(-?\\d+)(?:[/?#].*)?");

    private CallUrl() {}

    /**
     * Reads it. Characters beyond ASCII come out percent-encoded, as they are sent.
     *
     * @throws CallRefusedException if it never can be called; says what is wrong
     */
    static URI parse(String text) {
        String url = text.strip();
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw new CallRefusedException("The URL must begin with http:// or https://");
        }
        Matcher port = PORT.matcher(lower);
        if (port.matches()) {
            requirePort(port.group(1));
        }
        URI uri = uri(url);
        // The authority as written must be what was understood: anything else is a trick, or a typing mistake.
        if (uri.getRawUserInfo() != null || uri.getHost() == null) {
            throw new CallRefusedException("The URL must name a host, and neither user nor password");
        }
        return uri;
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url).parseServerAuthority();
            return new URI(uri.toASCIIString()).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new CallRefusedException("This is no URL: " + e.getReason());
        }
    }

    private static void requirePort(String digits) {
        int port = digits.length() > 6 ? -1 : Integer.parseInt(digits);
        if (port < 1 || port > LAST_PORT) {
            throw new CallRefusedException("The URL's port must be 1 to 65535, this is " + excerpt(digits));
        }
    }

    private static String excerpt(String digits) {
        return digits.length() > 20 ? digits.substring(0, 20) + "…" : digits;
    }
}
