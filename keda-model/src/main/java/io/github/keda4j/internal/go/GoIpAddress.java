package io.github.keda4j.internal.go;

/** Addresses as Go's {@code netip.ParseAddr} reads them. */
final class GoIpAddress {

    private static final int GROUPS = 8;

    private GoIpAddress() {}

    /** Whether the text is an IPv6 address; it may end in a percent sign and a zone. */
    static boolean isIpv6(String text) {
        int zone = text.indexOf('%');
        if (zone == text.length() - 1 && zone >= 0 || text.length() > 200 && zone < 0) {
            return false;
        }
        String address = zone < 0 ? text : text.substring(0, zone);
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address, true) == GROUPS;
        }
        String before = address.substring(0, gap);
        String after = address.substring(gap + 2);
        int left = before.isEmpty() ? 0 : groups(before, false);
        int right = after.isEmpty() ? 0 : groups(after, true);
        return left >= 0 && right >= 0 && left + right < GROUPS;
    }

    /** Counts the groups of 16 bits; -1 if one of them is invalid. */
    private static int groups(String text, boolean last) {
        String[] groups = text.split(":", -1);
        int count = 0;
        for (int index = 0; index < groups.length; index++) {
            if (last && index == groups.length - 1 && groups[index].indexOf('.') >= 0) {
                return isIpv4(groups[index]) ? count + 2 : -1;
            }
            if (!isGroup(groups[index])) {
                return -1;
            }
            count++;
        }
        return count;
    }

    private static boolean isGroup(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            if (GoEscapes.hex(text.charAt(index)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String text) {
        String[] fields = text.split("\\.", -1);
        if (fields.length != 4) {
            return false;
        }
        for (String field : fields) {
            boolean number = !field.isEmpty() && field.length() <= 3 && GoText.digits(field, 0) == field.length();
            if (!number || field.length() > 1 && field.charAt(0) == '0' || Integer.parseInt(field) > 255) {
                return false;
            }
        }
        return true;
    }
}
