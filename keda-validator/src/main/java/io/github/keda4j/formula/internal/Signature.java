package io.github.keda4j.formula.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters and the result of a Go function.
 *
 * @param type the function's own type
 * @param parameters the types of its parameters
 * @param result the type of its result
 */
record Signature(GoType type, List<GoType> parameters, GoType result) {

    private static final Map<String, GoType> TYPES = Stream.of(
                    GoType.ANY,
                    GoType.BOOL,
                    GoType.INT,
                    GoType.FLOAT,
                    GoType.STRING,
                    GoType.ANYS,
                    GoType.INTS,
                    GoType.FLOATS,
                    GoType.STRINGS,
                    GoType.GROUPS)
            .collect(Collectors.toUnmodifiableMap(GoType::toString, type -> type));

    private static final Map<Builtin, List<Signature>> OF_BUILTINS = new EnumMap<>(Builtin.class);

    static {
        for (Builtin builtin : Builtin.values()) {
            String text = builtin.signatureText();
            OF_BUILTINS.put(
                    builtin,
                    text.isEmpty()
                            ? List.of()
                            : Stream.of(text.split("; ")).map(Signature::parse).toList());
        }
    }

    /** The signatures of a builtin, in the order in which they are tried. */
    static List<Signature> all(Builtin builtin) {
        return OF_BUILTINS.getOrDefault(builtin, List.of());
    }

    /** Reads {@code func(string, int) string}; an unknown type counts as any type. */
    private static Signature parse(String text) {
        int end = closing(text, text.indexOf('('));
        List<GoType> parameters = new ArrayList<>();
        int start = text.indexOf('(') + 1;
        while (start < end) {
            int comma = comma(text, start, end);
            parameters.add(typeOf(text.substring(start, comma)));
            start = comma + 2;
        }
        return new Signature(GoType.function(text), List.copyOf(parameters), typeOf(text.substring(end + 2)));
    }

    private static GoType typeOf(String name) {
        return name.startsWith("func(") ? GoType.function(name) : TYPES.getOrDefault(name, GoType.ANY);
    }

    private static int closing(String text, int opening) {
        int depth = 0;
        for (int at = opening; ; at++) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
    }

    private static int comma(String text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) != ',') {
            at = text.charAt(at) == '(' ? closing(text, at) : at + 1;
        }
        return at;
    }
}
