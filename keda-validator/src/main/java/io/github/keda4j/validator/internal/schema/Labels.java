package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Words;
import java.util.List;

/** Makes names for places in an object, for messages. */
final class Labels {

    private Labels() {}

    static String last(Pointer at) {
        List<String> tokens = at.tokens();
        return tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1);
    }

    /** Names a field by its name, and an element of a list by the name of the list, such as {@code triggers[0]}. */
    static String of(Pointer at) {
        List<String> tokens = at.tokens();
        int last = tokens.size() - 1;
        if (last < 0) {
            return "The object";
        }
        String token = tokens.get(last);
        return last > 0 && isNumber(token) ? Words.name(tokens.get(last - 1) + "[" + token + "]") : Words.name(token);
    }

    /**
     * Names something with fields for use in a sentence, such as {@code the spec of a ScaledObject}, {@code
     * scaleTargetRef}.
     */
    static String whole(Pointer at, KedaKind kind) {
        List<String> tokens = at.tokens();
        if (tokens.isEmpty()) {
            return article(kind);
        }
        if (tokens.size() == 1) {
            return "the " + tokens.get(0) + " of " + article(kind);
        }
        return of(at);
    }

    private static String article(KedaKind kind) {
        return "a " + kind.kind();
    }

    static String capital(String words) {
        return words.startsWith("the ") || words.startsWith("a ")
                ? Character.toUpperCase(words.charAt(0)) + words.substring(1)
                : words;
    }

    private static boolean isNumber(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) < '0' || token.charAt(i) > '9') {
                return false;
            }
        }
        return !token.isEmpty();
    }
}
