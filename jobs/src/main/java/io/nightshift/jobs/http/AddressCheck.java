package io.nightshift.jobs.http;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Refuses addresses that the public network cannot reach: loopback, private, link-local with the clouds' metadata
 * services, and the ways to write one of these as IPv6. The list of special-purpose registries is IANA's (RFC 6890).
 *
 * <p>The name is resolved here and again by the client; the JVM's cache of answers (30 s) makes both the same, except
 * for an owner of a listed name who times its change to that second. Who lists a name trusts its owner.
 */
final class AddressCheck {

    private final Resolver resolver;

    AddressCheck(Resolver resolver) {
        this.resolver = resolver;
    }

    static AddressCheck byDns() {
        return new AddressCheck(InetAddress::getAllByName);
    }

    /**
     * Checks every address of the host.
     *
     * @throws UnknownHostException if there is none, which may pass
     */
    void require(AllowedUrl url) throws IOException {
        if (url.byName()) {
            return;
        }
        for (InetAddress address : resolver.resolve(url.uri().getHost())) {
            if (isInternal(address)) {
                throw new CallRefusedException(url.uri().getHost() + " has the address " + address.getHostAddress()
                        + ", which is not of the public network; only an entry that names this host allows that");
            }
        }
    }

    static boolean isInternal(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isInternal6(bytes) : isInternal4(bytes);
    }

    private static boolean isInternal4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        return a == 0
                || a == 10
                || a == 127
                || a >= 224
                || (a == 100 && b >= 64 && b <= 127)
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b <= 31)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
    }

    private static boolean isInternal6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        if ((first & 0xfe00) == 0xfc00 || (first & 0xffc0) == 0xfe80 || (first & 0xffc0) == 0xfec0) {
            return true;
        }
        // 6to4, Teredo and NAT64 carry an IPv4 address; the last 32 bits of ::/96 and of 64:ff9b:… are one.
        if (first == 0x2002) {
            return isInternal4(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (first == 0x2001 && (second == 0 || second == 0xdb8)) {
            return true;
        }
        if (first == 0x64 && second == 0xff9b) {
            return bytes[4] != 0 || bytes[5] != 0 || isInternal4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return first < 0x2000;
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
