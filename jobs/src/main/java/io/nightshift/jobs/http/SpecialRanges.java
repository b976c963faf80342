package io.nightshift.jobs.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses that are not of the public network: IANA's registries of special-purpose addresses for IPv4 and IPv6
 * (RFC 6890 and its updates), multicast, what is not assigned to anybody, and what carries an IPv4 address of these kinds.
 */
final class SpecialRanges {

    private static final List<Prefix> IPV4 = prefixes(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by providers
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // not in the registry: the platform of one cloud, seen from its machines only
            "169.254.0.0/16", // link-local, the clouds' metadata services
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // automatic multicast tunnels
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    private static final Prefix ASSIGNED = Prefix.parse("2000::/3");
    private static final Prefix NAT64 = Prefix.parse("64:ff9b::/96");
    private static final Prefix SIX_TO_FOUR = Prefix.parse("2002::/16");

    /** Within what is assigned; all the rest (loopback, mapped, link-local, unique local, 5f00::/16 …) lies outside. */
    private static final List<Prefix> IPV6 = prefixes(
            "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID and others
            "2001:db8::/32", // documentation
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    private SpecialRanges() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? contain4(bytes) : contain6(bytes);
    }

    private static boolean contain4(byte[] bytes) {
        return IPV4.stream().anyMatch(prefix -> prefix.contains(bytes));
    }

    private static boolean contain6(byte[] bytes) {
        if (NAT64.contains(bytes)) {
            return contain4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return contain4(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (!ASSIGNED.contains(bytes) || IPV6.stream().anyMatch(prefix -> prefix.contains(bytes))) {
            return true;
        }
        // ISATAP (RFC 5214): an interface id of [02]00:5efe and an IPv4 address leads to that address.
        boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
        return isatap && contain4(Arrays.copyOfRange(bytes, 12, 16));
    }

    private static List<Prefix> prefixes(String... texts) {
        return Arrays.stream(texts).map(Prefix::parse).toList();
    }

    /** The first bits of an address. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prefix(byte[] address, int length) {

        static Prefix parse(String text) {
            String[] parts = text.split("/", 2);
            try {
                return new Prefix(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean contains(byte[] bytes) {
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((address[bit / 8] ^ bytes[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
