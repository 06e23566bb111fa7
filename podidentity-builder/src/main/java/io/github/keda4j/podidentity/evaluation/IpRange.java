package io.github.keda4j.podidentity.evaluation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of IPv4 or IPv6 addresses in CIDR notation; an address alone is a range of one. */
final class IpRange {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final byte[] network;
    private final int prefix;

    private IpRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = address(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            return Optional.empty();
        }
        int bits = network.length * 8;
        if (slash < 0) {
            return Optional.of(new IpRange(network, bits));
        }
        try {
            int prefix = Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > bits ? Optional.empty() : Optional.of(new IpRange(network, prefix));
        } catch (NumberFormatException notAPrefix) {
            return Optional.empty();
        }
    }

    boolean contains(String text) {
        byte[] address = address(text);
        if (address == null || address.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        int mask = 0xff << (8 - rest) & 0xff;
        return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
    }

    /** The bytes of a literal address. Anything else is refused before Java could ask a name server for it. */
    private static byte @Nullable [] address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
