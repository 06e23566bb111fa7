package io.github.keda4j.trigger.generator.upgrade;

import java.util.ArrayList;
import java.util.List;

/** A parameter or result of a function, with its name, which may be empty, and the tokens of its type. */
record GoParameter(String name, List<GoToken> type) {

    /** Reads the list between the brackets: {@code a, b int, c ...string}, or types without names. */
    static List<GoParameter> of(List<GoToken> list) {
        List<List<GoToken>> parts = split(list);
        boolean named = parts.stream().anyMatch(GoParameter::hasName);
        List<GoParameter> parameters = new ArrayList<>();
        List<GoToken> type = List.of();
        for (int i = parts.size() - 1; i >= 0; i--) { // backwards, because a type follows the last of its names
            List<GoToken> part = parts.get(i);
            if (named) {
                type = hasName(part) ? withoutDots(part.subList(1, part.size())) : type;
            }
            parameters.add(0, named ? new GoParameter(part.get(0).text(), type) : new GoParameter("", part));
        }
        return parameters;
    }

    /** Splits at commas that are not inside brackets; line ends are left out. */
    static List<List<GoToken>> split(List<GoToken> list) {
        List<List<GoToken>> parts = new ArrayList<>();
        List<GoToken> part = new ArrayList<>();
        int depth = 0;
        for (GoToken token : list) {
            if (token.kind() == GoToken.Kind.NEWLINE) {
                continue;
            }
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static boolean hasName(List<GoToken> part) {
        if (part.size() < 2
                || part.get(0).kind() != GoToken.Kind.WORD
                || part.get(0).isWord("func")) {
            return false;
        }
        boolean qualified =
                part.get(1).is(".") && part.size() > 2 && !part.get(2).is(".");
        boolean map = part.get(0).isWord("map") && part.get(1).is("[");
        return !qualified && !map;
    }

    private static List<GoToken> withoutDots(List<GoToken> type) {
        return type.get(0).is(".") ? type.subList(Math.min(3, type.size()), type.size()) : type;
    }
}
