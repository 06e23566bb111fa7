package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.GoType.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the checker knows about a value before it is computed: its type, that it is nil, or nothing at all.
 *
 * @param type the type; null if nothing is known, and for nil
 * @param element what is known about a list's elements in addition to its type
 * @param nil whether the value is the literal nil
 * @param function the builtin that a name without brackets refers to
 */
record Nature(
        @Nullable GoType type,
        @Nullable Nature element,
        boolean nil,
        @Nullable Builtin function) {

    static final Nature UNKNOWN = new Nature(null, null, false, null);
    static final Nature NIL = new Nature(null, null, true, null);
    static final Nature BOOL = of(GoType.BOOL);
    static final Nature INT = of(GoType.INT);
    static final Nature FLOAT = of(GoType.FLOAT);
    static final Nature STRING = of(GoType.STRING);
    static final Nature ANY = of(GoType.ANY);
    static final Nature ANYS = of(GoType.ANYS);

    static Nature of(GoType type) {
        return new Nature(type, null, false, null);
    }

    static Nature of(Builtin function) {
        return new Nature(function.type(), null, false, function);
    }

    static Nature listOf(Nature element) {
        return new Nature(GoType.ANYS, element, false, null);
    }

    Kind kind() {
        return type == null ? Kind.INVALID : type.kind();
    }

    /** Whether the value can be anything, so that only running the formula can show its type. */
    boolean isUnknown() {
        return type == null ? !nil : type == GoType.ANY;
    }

    boolean isBool() {
        return kind() == Kind.BOOL;
    }

    boolean isInteger() {
        return kind() == Kind.INT || kind() == Kind.UINT8;
    }

    boolean isNumber() {
        return isInteger() || kind() == Kind.FLOAT64;
    }

    boolean isString() {
        return kind() == Kind.STRING;
    }

    boolean isList() {
        return type != null && type.isList();
    }

    boolean isMap() {
        return kind() == Kind.MAP;
    }

    /** What is known about an element of a list or a map. */
    Nature elementNature() {
        if (type == null || !(isList() || isMap())) {
            return UNKNOWN;
        }
        return isList() && element != null ? element : of(type.element());
    }

    boolean isAssignableTo(Nature other) {
        if (nil) {
            return switch (other.kind()) {
                case INTERFACE, FUNC, MAP, SLICE -> true;
                default -> false;
            };
        }
        return type != null && other.type != null && (type == other.type || other.type == GoType.ANY);
    }

    boolean isComparableTo(Nature other) {
        return isUnknown()
                || other.isUnknown()
                || nil
                || other.nil
                || (isNumber() && other.isNumber())
                || (isList() && other.isList())
                || isAssignableTo(other);
    }

    /** The type in the words that authors of formulas use. */
    String describe() {
        if (nil) {
            return "nil";
        }
        return switch (kind()) {
            case INVALID, INTERFACE -> "a value of unknown type";
            case BOOL -> "a boolean";
            case INT, UINT8 -> "an integer";
            case FLOAT64 -> "a number (float)";
            case STRING -> "a string";
            case SLICE, ARRAY -> "an array";
            case MAP -> "a map";
            case FUNC -> "a function";
            case STRUCT -> "a struct";
        };
    }
}
