package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.GoType.Kind;
import java.util.List;

/** Determines the result type of a builtin for given argument types, or the reason why it does not accept them. */
final class FunctionTypes {

    private FunctionTypes() {}

    /** Thrown if a function does not accept its arguments. */
    static final class Mismatch extends RuntimeException {
        Mismatch(String message) {
            super(message, null, false, false);
        }
    }

    static Nature resultOf(Builtin function, List<Nature> arguments) {
        if (function == Builtin.GET) {
            return Nature.ANY;
        }
        return function.signatures().isEmpty() ? checked(function, arguments) : overloaded(function, arguments);
    }

    private static Nature overloaded(Builtin function, List<Nature> arguments) {
        Mismatch last = null;
        for (Signature signature : function.signatures()) {
            try {
                return applied(function, signature, arguments);
            } catch (Mismatch mismatch) {
                last = mismatch;
            }
        }
        throw last == null ? new Mismatch(function + "() cannot be called.") : last;
    }

    private static Nature applied(Builtin function, Signature signature, List<Nature> arguments) {
        int expected = signature.parameters().size();
        if (arguments.size() != expected) {
            throw new Mismatch(countOf(function, function.minArguments(), function.maxArguments(), arguments.size()));
        }
        for (int i = 0; i < expected; i++) {
            Nature parameter = Nature.of(signature.parameters().get(i));
            Nature argument = arguments.get(i);
            boolean taken = argument.nil()
                    ? parameter.kind() == Kind.INTERFACE
                    : argument.isUnknown()
                            || argument.isAssignableTo(parameter)
                            || (argument.isInteger() && parameter.isInteger());
            if (!taken) {
                throw new Mismatch(function + "() takes " + parameter.describe() + " as argument " + (i + 1) + ", not "
                        + argument.describe() + ".");
            }
        }
        return Nature.of(signature.result());
    }

    private static String countOf(Builtin function, int least, int most, int found) {
        String expected = most == Integer.MAX_VALUE
                ? "at least " + Builtin.arguments(least)
                : least == most ? Builtin.arguments(least) : least + " to " + Builtin.arguments(most);
        return function + "() takes " + expected + ", not " + found + ".";
    }

    /** Checks the functions for which expr has special code. */
    private static Nature checked(Builtin function, List<Nature> arguments) {
        int count = arguments.size();
        if (count < function.minArguments() || count > function.maxArguments()) {
            throw new Mismatch(countOf(function, function.minArguments(), function.maxArguments(), count));
        }
        Nature first = arguments.get(0);
        Kind kind = first.isUnknown() ? Kind.INTERFACE : first.kind();
        return switch (function) {
            case LEN -> want(function, first, isSized(kind), Nature.INT);
            case ABS -> want(function, first, isNumber(kind), typeOnly(first));
            case CEIL, FLOOR, ROUND -> want(function, first, isNumber(kind), Nature.FLOAT);
            case INT -> want(function, first, isNumber(kind) || kind == Kind.STRING, Nature.INT);
            case FLOAT -> want(function, first, isNumber(kind) || kind == Kind.STRING, Nature.FLOAT);
            case MAX, MIN, MEAN, MEDIAN -> aggregate(function, arguments);
            case FIRST, LAST ->
                want(
                        function,
                        first,
                        isList(kind),
                        first.isList() && first.type() != null
                                ? Nature.of(first.type().element())
                                : Nature.ANY);
            case TAKE -> {
                want(function, first, isList(kind), first);
                Nature second = arguments.get(1);
                boolean counts = second.isUnknown() || second.kind() == Kind.INT;
                yield want(function, second, counts, typeOnly(first));
            }
            case KEYS, VALUES, TO_PAIRS ->
                want(function, first, kind == Kind.MAP || kind == Kind.INTERFACE, Nature.ANYS);
            case FROM_PAIRS -> want(function, first, isList(kind), Nature.of(GoType.MAP_BY_ANY));
            case REVERSE, UNIQ, FLATTEN -> want(function, first, isList(kind), Nature.ANYS);
            case CONCAT -> {
                for (Nature argument : arguments) {
                    want(function, argument, argument.isUnknown() || argument.isList(), Nature.ANYS);
                }
                yield Nature.ANYS;
            }
            default -> throw new IllegalStateException(function + " has signatures");
        };
    }

    /** Expr stops checking at the first argument that is an array or unknown. */
    private static Nature aggregate(Builtin function, List<Nature> arguments) {
        for (Nature argument : arguments) {
            if (argument.isUnknown() || argument.isList()) {
                return Nature.ANY;
            }
            want(function, argument, argument.isNumber(), Nature.ANY);
        }
        return typeOnly(arguments.get(0));
    }

    private static Nature typeOnly(Nature nature) {
        return nature.type() == null ? Nature.ANY : Nature.of(nature.type());
    }

    private static boolean isNumber(Kind kind) {
        return kind == Kind.INT || kind == Kind.UINT8 || kind == Kind.FLOAT64 || kind == Kind.INTERFACE;
    }

    private static boolean isList(Kind kind) {
        return kind == Kind.SLICE || kind == Kind.ARRAY || kind == Kind.INTERFACE;
    }

    private static boolean isSized(Kind kind) {
        return isList(kind) || kind == Kind.MAP || kind == Kind.STRING;
    }

    private static Nature want(Builtin function, Nature argument, boolean taken, Nature result) {
        if (!taken) {
            throw new Mismatch(function + "() does not take " + argument.describe() + ".");
        }
        return result;
    }
}
