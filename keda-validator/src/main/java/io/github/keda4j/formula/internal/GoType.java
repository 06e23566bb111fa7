package io.github.keda4j.formula.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A Go type that a value in a formula can have. Two types are the same if they are the same object. */
final class GoType {

    /** A kind, as in Go's reflection. */
    enum Kind {
        INVALID,
        BOOL,
        INT,
        UINT8,
        FLOAT64,
        STRING,
        INTERFACE,
        SLICE,
        ARRAY,
        MAP,
        FUNC,
        STRUCT
    }

    static final GoType ANY = new GoType(Kind.INTERFACE, "interface {}", null, null);
    static final GoType BOOL = new GoType(Kind.BOOL, "bool", null, null);
    static final GoType INT = new GoType(Kind.INT, "int", null, null);
    static final GoType UINT8 = new GoType(Kind.UINT8, "uint8", null, null);
    static final GoType FLOAT = new GoType(Kind.FLOAT64, "float64", null, null);
    static final GoType STRING = new GoType(Kind.STRING, "string", null, null);
    static final GoType UNIT = new GoType(Kind.STRUCT, "struct {}", null, null);

    static final GoType ANYS = sliceOf(ANY);
    static final GoType INTS = sliceOf(INT);
    static final GoType FLOATS = sliceOf(FLOAT);
    static final GoType STRINGS = sliceOf(STRING);
    static final GoType BYTES = sliceOf(UINT8);
    static final GoType PAIR = new GoType(Kind.ARRAY, "[2]interface {}", null, ANY);
    static final GoType PAIRS = sliceOf(PAIR);

    static final GoType MAP_OF_ANY = mapOf(STRING, ANY);
    static final GoType MAP_OF_FLOAT = mapOf(STRING, FLOAT);
    static final GoType MAP_BY_ANY = mapOf(ANY, ANY);
    static final GoType GROUPS = mapOf(ANY, ANYS);
    static final GoType SET_OF_INT = mapOf(INT, UNIT);
    static final GoType SET_OF_STRING = mapOf(STRING, UNIT);

    private static final Map<String, GoType> FUNCTIONS = new ConcurrentHashMap<>();

    private final Kind kind;
    private final String name;
    private final @Nullable GoType key;
    private final @Nullable GoType element;

    private GoType(Kind kind, String name, @Nullable GoType key, @Nullable GoType element) {
        this.kind = kind;
        this.name = name;
        this.key = key;
        this.element = element;
    }

    private static GoType sliceOf(GoType element) {
        return new GoType(Kind.SLICE, "[]" + element.name, null, element);
    }

    private static GoType mapOf(GoType key, GoType element) {
        return new GoType(Kind.MAP, "map[" + key.name + "]" + element.name, key, element);
    }

    /** The type of functions with the given signature, as Go writes it. */
    static GoType function(String signature) {
        return FUNCTIONS.computeIfAbsent(signature, name -> new GoType(Kind.FUNC, name, null, null));
    }

    Kind kind() {
        return kind;
    }

    /** The type of a map's keys. */
    GoType key() {
        if (key == null) {
            throw new IllegalStateException(name + " has no keys");
        }
        return key;
    }

    /** The type of the elements of a map, a slice or an array. */
    GoType element() {
        if (element == null) {
            throw new IllegalStateException(name + " has no elements");
        }
        return element;
    }

    boolean isList() {
        return kind == Kind.SLICE || kind == Kind.ARRAY;
    }

    /** The type as Go prints it, such as {@code []interface {}}. */
    @Override
    public String toString() {
        return name;
    }
}
