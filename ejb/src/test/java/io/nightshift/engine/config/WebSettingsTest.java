package io.nightshift.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebSettingsTest {

    @Test
    void hasItsDefaults() {
        assertThat(read(Map.of()))
                .extracting(WebSettings::sessionIdle, WebSettings::sessionLongest, WebSettings::hosts, WebSettings::url)
                .containsExactly(Duration.ofMinutes(30), Duration.ofHours(12), Set.of(), null);
    }

    @Test
    void answersToTheHostOfItsAddressToo() {
        WebSettings settings = read(Map.of(
                "nightshift.hosts", "Jobs.internal, 10.0.0.1:8080", "nightshift.url", "https://jobs.example.org/x"));

        assertThat(settings.hosts()).containsExactlyInAnyOrder("jobs.internal", "10.0.0.1:8080", "jobs.example.org");
        assertThat(settings.url()).isEqualTo(URI.create("https://jobs.example.org/x"));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> read(Map.of(
                        "nightshift.hosts", "a b",
                        "nightshift.url", "ftp://x",
                        "nightshift.session.idle", "1s")))
                .hasMessageContainingAll("nightshift.hosts", "nightshift.url", "nightshift.session.idle");
    }

    private static WebSettings read(Map<String, String> properties) {
        return WebSettings.of(new Settings(properties::get, name -> null));
    }
}
