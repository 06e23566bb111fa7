package io.github.keda4j.internal.go;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL as Go's {@code net/url} reads it.
 *
 * @param scheme the scheme; empty if there is none
 * @param host the host with the port; empty if there is none
 * @param path the path as written
 */
public record GoUrl(String scheme, String host, String path) {

    private static final boolean[] IN_HOST = inHost();

    private static boolean[] inHost() {
        boolean[] allowed = new boolean[0x80];
        for (char character = 0; character < allowed.length; character++) {
            allowed[character] = isLetterOrDigit(character) || "-_.~!$&'()*+,;=:[]<>\"".indexOf(character) >= 0;
        }
        return allowed;
    }

    public String decodedPath() {
        return path.indexOf('%') < 0 ? path : GoEscapes.decode(path.replace("+", "%2B"));
    }

    /** Reads a URL; null if {@code url.Parse} would refuse the text. */
    public static @Nullable GoUrl parse(String text) {
        int fragment = text.indexOf('#');
        if (fragment >= 0 && !hasGoodEscapes(text.substring(fragment + 1))) {
            return null;
        }
        return parse(fragment < 0 ? text : text.substring(0, fragment), false);
    }

    /** Reads the URL of a request; null if {@code url.ParseRequestURI} would refuse the text. */
    public static @Nullable GoUrl parseRequestUri(String text) {
        return text.isEmpty() ? null : parse(text, true);
    }

    private static @Nullable GoUrl parse(String text, boolean request) {
        if (hasControl(text)) {
            return null;
        }
        if (text.equals("*")) {
            return new GoUrl("", "", "*");
        }
        int colon = endOfScheme(text);
        if (colon == 0) {
            return null;
        }
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        int query = rest.indexOf('?');
        if (query >= 0) {
            rest = rest.substring(0, query);
        }
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new GoUrl(scheme, "", "");
            }
            int slash = rest.indexOf('/');
            String first = slash < 0 ? rest : rest.substring(0, slash);
            if (request || first.indexOf(':') >= 0) {
                return null;
            }
        }
        String host = "";
        if ((!scheme.isEmpty() || !request && !rest.startsWith("///")) && rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            host = host(scheme, slash < 0 ? rest.substring(2) : rest.substring(2, slash));
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        return host == null || !hasGoodEscapes(rest) ? null : new GoUrl(scheme, host, rest);
    }

    /** The index of the colon, 0 if nothing comes before it, -1 without a scheme. */
    private static int endOfScheme(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean letter = character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
            if (character == ':') {
                return index;
            }
            if (!letter && (index == 0 || !isInsideOfScheme(character))) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isInsideOfScheme(char character) {
        return character >= '0' && character <= '9' || "+-.".indexOf(character) >= 0;
    }

    private static @Nullable String host(String scheme, String authority) {
        int at = authority.lastIndexOf('@');
        if (at >= 0 && !isUserInfo(authority.substring(0, at))) {
            return null;
        }
        String host = authority.substring(at + 1);
        int bracket = host.lastIndexOf('[');
        if (bracket >= 0) {
            return bracket == 0 ? bracketed(host) : null;
        }
        // The URL of a database may name several hosts, each with a port.
        boolean strict = scheme.equals("http") || scheme.equals("https");
        int colon = strict ? host.indexOf(':') : host.lastIndexOf(':');
        if (colon >= 0 && !isOptionalPort(host.substring(colon))) {
            return null;
        }
        return isHost(host) ? GoEscapes.decode(host.replace("+", "%2B")) : null;
    }

    /** Whether the text is an IPv6 address, which may end in an escaped percent sign and a zone. */
    private static @Nullable String bracketed(String host) {
        int close = host.lastIndexOf(']');
        if (close < 0 || !isOptionalPort(host.substring(close + 1))) {
            return null;
        }
        String address = host.substring(1, close);
        int zone = address.indexOf("%25");
        boolean good =
                zone < 0 ? isHost(address) : isHost(address.substring(0, zone)) && isZone(address.substring(zone));
        if (!good) {
            return null;
        }
        String decoded = GoEscapes.decode(address.replace("+", "%2B"));
        return GoIpAddress.isIpv6(decoded) ? "[" + decoded + "]" + host.substring(close + 1) : null;
    }

    /** A zone may contain escapes for all characters of a host, and for a blank. */
    private static boolean isZone(String zone) {
        if (!hasGoodEscapes(zone)) {
            return false;
        }
        for (int index = 0; index < zone.length(); index++) {
            char character = zone.charAt(index);
            boolean escaped = character == '%';
            if (escaped) {
                character = (char) (GoEscapes.hex(zone.charAt(index + 1)) << 4 | GoEscapes.hex(zone.charAt(index + 2)));
                index += 2;
            }
            if (character < 0x80 && !IN_HOST[character] && !(escaped && (character == '%' || character == ' '))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOptionalPort(String port) {
        return port.isEmpty() || port.charAt(0) == ':' && GoText.digits(port, 1) == port.length();
    }

    private static boolean isUserInfo(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (!isLetterOrDigit(character) && "-._:~!$&'()*+,;=%@".indexOf(character) < 0) {
                return false;
            }
        }
        return hasGoodEscapes(text);
    }

    private static boolean isHost(String host) {
        for (int index = 0; index < host.length(); index++) {
            char character = host.charAt(index);
            if (character == '%') {
                // In a host, only non-ASCII characters and the percent sign may be escaped.
                if (!GoEscapes.isEscape(host, index)
                        || host.charAt(index + 1) < '8' && !host.startsWith("%25", index)) {
                    return false;
                }
            } else if (character < 0x80 && !IN_HOST[character]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControl(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) < ' ' || text.charAt(index) == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasGoodEscapes(String text) {
        for (int index = text.indexOf('%'); index >= 0; index = text.indexOf('%', index + 1)) {
            if (!GoEscapes.isEscape(text, index)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9';
    }

    /** Escapes a text as {@code url.QueryEscape} does. */
    public static String queryEscape(String text) {
        return escape(text, "-_.~", true);
    }

    /** Escapes a path as Go does when it writes one. */
    public static String pathEscape(String text) {
        return escape(text, "-_.~$&+,/:;=@", false);
    }

    private static String escape(String text, String plain, boolean plusForSpace) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xff);
            if (isLetterOrDigit(character) || plain.indexOf(character) >= 0) {
                escaped.append(character);
            } else if (character == ' ' && plusForSpace) {
                escaped.append('+');
            } else {
                escaped.append('%')
                        .append(Character.toUpperCase(Character.forDigit(character >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(character & 15, 16)));
            }
        }
        return escaped.toString();
    }
}
