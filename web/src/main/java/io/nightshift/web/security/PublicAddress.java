package io.nightshift.web.security;

import io.nightshift.engine.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the outside names this server.
 *
 * @param hosts the only names it answers to; empty for any
 * @param url where people reach it; null if nobody said
 */
record PublicAddress(Set<String> hosts, @Nullable URI url) {

    private static final String HOSTS = "nightshift.hosts";
    private static final String URL = "nightshift.url";

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException if one makes no sense
     */
    static PublicAddress of(Settings settings) {
        Set<String> hosts = new HashSet<>();
        Arrays.stream(settings.text(HOSTS, "").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .forEach(host -> {
                    if (host.matches("[A-Za-z0-9.:\\[\\]_-]+")) {
                        hosts.add(host.toLowerCase(Locale.ROOT));
                    } else {
                        settings.problem(HOSTS + " has names of hosts between commas, was '" + host + "'");
                    }
                });
        URI url = null;
        String text = settings.text(URL, "");
        if (!text.isEmpty()) {
            url = parse(text, settings);
            if (url != null && !hosts.isEmpty()) {
                hosts.add(url.getRawAuthority().toLowerCase(Locale.ROOT));
            }
        }
        settings.check();
        return new PublicAddress(Set.copyOf(hosts), url);
    }

    /** Whether requests for this host are answered; a name stands for all its ports. */
    boolean answersTo(@Nullable String host) {
        if (hosts.isEmpty()) {
            return true;
        }
        if (host == null) {
            return false;
        }
        String given = host.toLowerCase(Locale.ROOT);
        return hosts.contains(given) || hosts.contains(given.replaceAll(":\\d+$", ""));
    }

    /** Whether an origin is ours although the host that was asked for is another: a proxy stands before us. */
    boolean isOrigin(String origin) {
        return url != null && origin.equalsIgnoreCase(url.getScheme() + "://" + url.getRawAuthority());
    }

    /** Whether people come by TLS, whatever arrives here. */
    boolean isSecure() {
        return url != null && "https".equalsIgnoreCase(url.getScheme());
    }

    private static @Nullable URI parse(String text, Settings settings) {
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        settings.problem(URL + " must be such as https://jobs.example.org, was '" + text + "'");
        return null;
    }
}
