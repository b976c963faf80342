package io.nightshift.web.security;

import io.nightshift.engine.config.WebSettings;
import java.net.URI;
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

    /** Any, from anywhere, until the settings were read. */
    static final PublicAddress ANY = new PublicAddress(Set.of(), null);

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException if one makes no sense
     */
    static PublicAddress ofServer() {
        WebSettings settings = WebSettings.ofServer();
        return new PublicAddress(settings.hosts(), settings.url());
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
}
