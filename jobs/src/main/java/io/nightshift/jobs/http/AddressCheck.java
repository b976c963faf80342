package io.nightshift.jobs.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Refuses addresses that the public network cannot reach: loopback, private, link-local with the clouds' metadata
 * services, and the ways to write one of these as IPv6 ({@link SpecialRanges}).
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
    void require(AllowedUrl url) throws UnknownHostException {
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
        return SpecialRanges.contain(address);
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
