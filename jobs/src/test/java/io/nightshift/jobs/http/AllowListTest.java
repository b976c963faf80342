package io.nightshift.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    private final AllowList list = new AllowList(
            () -> List.of("api.example.com", "*.svc.example.com", "intern:8080", "10.0.0.7:*", "[::1]:81"));

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/x?y=z, true",
        "http://api.example.com, true",
        "HTTPS://API.EXAMPLE.COM.:443/, true",
        "https://a.b.svc.example.com/, false",
        "http://intern:8080/, true",
        "https://10.0.0.7:9443/, true",
        "http://[::1]:81/, true"
    })
    void letsListedHostsThrough(String url, boolean byName) {
        assertThat(list.require(url).byName()).isEqualTo(byName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com:8443/",
                "https://evil.example.com/",
                "https://svc.example.com/",
                "https://evilsvc.example.com/",
                "https://api.example.com.evil.org/",
                "https://api.example.com@evil.org/",
                "https://user:secret@api.example.com/",
                "https://evil.org#@api.example.com/",
                "https://evil.org\\@api.example.com/",
                "https://evil.org/?https://api.example.com",
                "http://intern/",
                "http://intern:9990/",
                "http://169.254.169.254/latest/meta-data/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://[::ffff:127.0.0.1]/",
                "file:///etc/passwd",
                "gopher://api.example.com/",
                "ftp://api.example.com/",
                "//api.example.com/",
                "api.example.com",
                "https:///x",
                "https://api.example.com /",
                ""
            })
    void refusesEverythingElse(String url) {
        assertThatThrownBy(() -> list.require(url)).isInstanceOf(CallRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "192.88.99.1",
                "192.31.196.1",
                "192.52.193.1",
                "192.175.48.6",
                "168.63.129.16",
                "203.0.113.9",
                "240.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:0:0:1::1.1.1.1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:1::1",
                "2001:20::1",
                "2001:30::1",
                "2001:db8::1",
                "2620:4f:8000::1",
                "3fff::1",
                "3fff:fff:ffff::1",
                "4000::1",
                "5f00::1",
                "100::1",
                "100:0:0:1::1",
                "2606:4700::5efe:10.0.0.1",
                "2606:4700::200:5efe:192.168.1.1",
                "::ffff:0:10.0.0.1"
            })
    void knowsAddressesThatAreNotPublic(String address) throws Exception {
        assertThat(AddressCheck.isInternal(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "172.32.0.1",
                "100.128.0.1",
                "192.0.1.1",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::",
                "2001:200::1",
                "2606:4700::5efe:1.1.1.1",
                "3ffe::1"
            })
    void knowsPublicAddresses(String address) throws Exception {
        assertThat(AddressCheck.isInternal(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void refusesAHostWithOneInnerAddressAmongPublicOnes() throws Exception {
        InetAddress[] both = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};
        AddressCheck check = new AddressCheck(host -> both);

        assertThatThrownBy(() -> check.require(new AllowedUrl(URI.create("http://x.svc.example.com/"), false)))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContaining("10.0.0.1");
        check.require(new AllowedUrl(URI.create("http://intern/"), true));
    }
}
