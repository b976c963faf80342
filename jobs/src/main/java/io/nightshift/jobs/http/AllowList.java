package io.nightshift.jobs.http;

import io.nightshift.jobs.setting.Setting;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The hosts that may be called. An entry is a host ({@code api.example.com}), all hosts below a name
 * ({@code *.example.com}) or all of the public network ({@code *}); with {@code :8443} it means that port, with
 * {@code :*} every port, without the scheme's own (80 or 443).
 */
final class AllowList {

    private static final Setting SETTING = new Setting("nightshift.http.allow", "");

    private final Supplier<List<String>> entries;

    AllowList(Supplier<List<String>> entries) {
        this.entries = entries;
    }

    static AllowList configured() {
        return new AllowList(SETTING::list);
    }

    /** Checks a URL's form and host. */
    AllowedUrl require(String text) {
        URI uri = CallUrl.parse(text);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = normal(uri.getHost());
        int usual = scheme.equals("http") ? 80 : 443;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        List<String> allowed = entries.get();
        boolean named = false;
        boolean matched = false;
        for (String entry : allowed) {
            if (matches(entry.toLowerCase(Locale.ROOT), host, port, usual)) {
                matched = true;
                named |= !entry.startsWith("*");
            }
        }
        if (!matched) {
            throw new CallRefusedException("Calls to " + host + ":" + port + " are not allowed. The operator can allow"
                    + " them: " + SETTING.variable() + " or -D" + SETTING.name() + "=" + host
                    + (port == usual ? "" : ":" + port) + (allowed.isEmpty() ? " (nothing is allowed now)" : ""));
        }
        return new AllowedUrl(uri, named);
    }

    private static boolean matches(String entry, String host, int port, int usual) {
        String pattern = entry;
        String wantedPort = "";
        int colon = entry.lastIndexOf(':');
        if (colon >= 0 && entry.indexOf(']') < colon) {
            pattern = entry.substring(0, colon);
            wantedPort = entry.substring(colon + 1);
        }
        boolean portFits = wantedPort.equals("*")
                || (wantedPort.isEmpty() ? port == usual : wantedPort.equals(Integer.toString(port)));
        if (!portFits) {
            return false;
        }
        if (pattern.equals("*")) {
            return true;
        }
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(normal(pattern));
    }

    /** One spelling per host: lower case, no dot at the end. */
    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
