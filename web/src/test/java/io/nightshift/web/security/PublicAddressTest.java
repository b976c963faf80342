package io.nightshift.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublicAddressTest {

    @Test
    void answersToAnyHostUntilSomebodySaysWhich() {
        assertThat(PublicAddress.ANY.answersTo("evil.example")).isTrue();
        assertThat(PublicAddress.ANY.answersTo(null)).isTrue();
        assertThat(PublicAddress.ANY.isSecure()).isFalse();
    }

    @Test
    void answersToItsOwnNamesOnly() {
        PublicAddress address = new PublicAddress(Set.of("jobs.example.org", "10.0.0.1:8080"), null);

        assertThat(address.answersTo("Jobs.Example.org")).isTrue();
        assertThat(address.answersTo("jobs.example.org:8443")).isTrue();
        assertThat(address.answersTo("10.0.0.1:8080")).isTrue();
        assertThat(address.answersTo("10.0.0.1")).isFalse();
        assertThat(address.answersTo("evil.example")).isFalse();
        assertThat(address.answersTo("jobs.example.org.evil.example")).isFalse();
        assertThat(address.answersTo(null)).isFalse();
    }

    @Test
    void knowsItsOriginBehindAProxy() {
        PublicAddress address = new PublicAddress(Set.of(), URI.create("https://jobs.example.org/nightshift/"));

        assertThat(address.isOrigin("https://jobs.example.org")).isTrue();
        assertThat(address.isOrigin("http://jobs.example.org")).isFalse();
        assertThat(address.isOrigin("https://jobs.example.org.evil.example")).isFalse();
        assertThat(address.isSecure()).isTrue();
    }
}
