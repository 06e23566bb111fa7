package io.github.keda4j.podidentity.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An address or a CIDR range, of version 4 or 6. It never queries a name server. */
final class IpRange {

    private final byte[] address;
    private final int prefix;

    private IpRange(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /** The range that a text names; null if it is not a range. */
    static @Nullable IpRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : decimal(text, slash + 1, text.length(), bits);
        return prefix < 0 ? null : new IpRange(address, prefix);
    }

    /** Whether another range lies within this one. */
    boolean contains(IpRange other) {
        if (address.length != other.address.length || other.prefix < prefix) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += 8) {
            int mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit));
            if (((address[bit / 8] ^ other.address[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] address(String text) {
        return text.indexOf(':') >= 0 ? version6(text) : version4(text);
    }

    private static byte @Nullable [] version4(String text) {
        byte[] bytes = new byte[4];
        int from = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i < 3 ? text.indexOf('.', from) : text.length();
            int value = dot < 0 ? -1 : decimal(text, from, dot, 255);
            if (value < 0) {
                return null;
            }
            bytes[i] = (byte) value;
            from = dot + 1;
        }
        return bytes;
    }

    private static byte @Nullable [] version6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] groups = groups(text, true);
            return groups != null && groups.length == 16 ? groups : null;
        }
        byte[] head = groups(text.substring(0, gap), false);
        byte[] tail = groups(text.substring(gap + 2), true);
        if (head == null || tail == null || head.length + tail.length > 14) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    /** An IPv4 address may replace the last two groups. */
    private static byte @Nullable [] groups(String text, boolean last) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", 9);
        byte[] bytes = new byte[16];
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean dotted = last && i == parts.length - 1 && parts[i].indexOf('.') >= 0;
            byte[] group = dotted ? version4(parts[i]) : group(parts[i]);
            if (group == null || count + group.length > bytes.length) {
                return null;
            }
            System.arraycopy(group, 0, bytes, count, group.length);
            count += group.length;
        }
        return Arrays.copyOf(bytes, count);
    }

    private static byte @Nullable [] group(String hex) {
        if (hex.isEmpty() || hex.length() > 4) {
            return null;
        }
        int value = 0;
        for (int i = 0; i < hex.length(); i++) {
            int digit = Character.digit(hex.charAt(i), 16);
            if (digit < 0) {
                return null;
            }
            value = value << 4 | digit;
        }
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static int decimal(String text, int from, int to, int limit) {
        if (to - from < 1 || to - from > 3) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > limit ? -1 : value;
    }
}
