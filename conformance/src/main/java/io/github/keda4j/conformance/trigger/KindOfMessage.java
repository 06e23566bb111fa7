package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KEDA's messages without the values of the question, so that messages with the same cause are equal. */
final class KindOfMessage {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'([^']*)'");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int LONGEST = 160;

    private KindOfMessage() {}

    static String of(String message, ObjectNode question) {
        Set<String> names = new HashSet<>();
        question.path("metadata").fieldNames().forEachRemaining(names::add);
        question.path("authParams").fieldNames().forEachRemaining(names::add);
        StringBuilder kind = new StringBuilder();
        Matcher quoted = QUOTED.matcher(message.lines().findFirst().orElse(""));
        while (quoted.find()) {
            String text = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
            boolean name = names.contains(text) || (quoted.start() > 6 && isNameOfParameter(message, quoted.start()));
            quoted.appendReplacement(kind, name ? Matcher.quoteReplacement(text) : "...");
        }
        quoted.appendTail(kind);
        String numbered = NUMBER.matcher(kind).replaceAll("N");
        return numbered.length() > LONGEST ? numbered.substring(0, LONGEST) : numbered;
    }

    /** KEDA's messages say both {@code param "name"} and {@code parameter "name"}. */
    private static boolean isNameOfParameter(String message, int quote) {
        return message.startsWith("param ", quote - 6) || message.startsWith("meter ", quote - 6);
    }
}
