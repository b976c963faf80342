package io.nightshift.engine.user;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** From where somebody asks. */
final class Addresses {

    private static final int LONGEST = 64;
    private static final int HALF = 8;

    private Addresses() {}

    /** The address itself; of IPv6 the network, since everybody there has billions of addresses. */
    static String network(String address) {
        String plain = address.replaceAll("%.*", "");
        if (!plain.contains(":")) {
            return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        }
        try {
            InetAddress parsed = InetAddress.getByName("[" + plain + "]");
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            byte[] bytes = parsed.getAddress();
            Arrays.fill(bytes, HALF, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        }
    }
}
