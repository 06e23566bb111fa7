package io.github.keda4j.conformance.syntax;

import java.util.regex.Pattern;

/** Messages without the texts that they quote. */
final class MessageSort {

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*`|'[^']*'");
    private static final Pattern ZONE = Pattern.compile("(?<=unknown time zone ).*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int LONGEST = 120;

    private MessageSort() {}

    static String of(String message) {
        String unquoted = QUOTED.matcher(message).replaceAll("...");
        String plain = NUMBER.matcher(ZONE.matcher(unquoted).replaceAll("...")).replaceAll("N");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
