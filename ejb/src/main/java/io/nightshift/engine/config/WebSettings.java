package io.nightshift.engine.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the web application is told.
 *
 * @param sessionIdle how long a session lasts without its person doing anything
 * @param sessionLongest how long a session lasts in all
 * @param hosts the only names the server answers to, in small letters; empty for any
 * @param url where people reach it; null if nobody said
 */
public record WebSettings(
        Duration sessionIdle,
        Duration sessionLongest,
        Set<String> hosts,
        @Nullable URI url) {

    private static final String HOSTS = "nightshift.hosts";
    private static final String URL = "nightshift.url";

    /**
     * Reads those of this server.
     *
     * @throws IllegalStateException if one makes no sense
     */
    public static WebSettings ofServer() {
        return of(Settings.ofServer());
    }

    static WebSettings of(Settings settings) {
        Duration idle = settings.duration(
                "nightshift.session.idle", Duration.ofMinutes(30), Duration.ofSeconds(5), Duration.ofDays(1));
        Duration longest = settings.duration(
                "nightshift.session.max", Duration.ofHours(12), Duration.ofSeconds(5), Duration.ofDays(30));
        Set<String> hosts = hosts(settings);
        URI url = url(settings);
        settings.check();
        if (url != null && !hosts.isEmpty()) {
            hosts.add(url.getRawAuthority().toLowerCase(Locale.ROOT));
        }
        return new WebSettings(idle, longest, Set.copyOf(hosts), url);
    }

    private static Set<String> hosts(Settings settings) {
        Set<String> hosts = new HashSet<>();
        Arrays.stream(settings.text(HOSTS, "").split(",", -1))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .forEach(host -> {
                    if (host.matches("[A-Za-z0-9.:\\[\\]_-]+")) {
                        hosts.add(host.toLowerCase(Locale.ROOT));
                    } else {
                        settings.problem(HOSTS + " has names of hosts between commas, was '" + host + "'");
                    }
                });
        return hosts;
    }

    private static @Nullable URI url(Settings settings) {
        String text = settings.text(URL, "");
        if (text.isEmpty()) {
            return null;
        }
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
