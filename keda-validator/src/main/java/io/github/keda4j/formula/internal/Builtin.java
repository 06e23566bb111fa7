package io.github.keda4j.formula.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The builtin functions of expr, with the signatures that its checker tries one after the other. */
enum Builtin {
    ALL("all", 2, 2, "func([]interface {}, func(interface {}) bool) bool"),
    NONE("none", 2, 2, "func([]interface {}, func(interface {}) bool) bool"),
    ANY("any", 2, 2, "func([]interface {}, func(interface {}) bool) bool"),
    ONE("one", 2, 2, "func([]interface {}, func(interface {}) bool) bool"),
    FILTER("filter", 2, 2, "func([]interface {}, func(interface {}) bool) []interface {}"),
    MAP("map", 2, 2, "func([]interface {}, func(interface {}) interface {}) []interface {}"),
    FIND("find", 2, 2, "func([]interface {}, func(interface {}) bool) interface {}"),
    FIND_INDEX("findIndex", 2, 2, "func([]interface {}, func(interface {}) bool) int"),
    FIND_LAST("findLast", 2, 2, "func([]interface {}, func(interface {}) bool) interface {}"),
    FIND_LAST_INDEX("findLastIndex", 2, 2, "func([]interface {}, func(interface {}) bool) int"),
    COUNT("count", 1, 2, "func([]interface {}, func(interface {}) bool) int"),
    SUM("sum", 1, 2, "func([]interface {}, func(interface {}) bool) int"),
    GROUP_BY("groupBy", 2, 2, "func([]interface {}, func(interface {}) interface {}) map[interface {}][]interface {}"),
    SORT_BY("sortBy", 2, 3, "func([]interface {}, func(interface {}) bool, string) []interface {}"),
    REDUCE(
            "reduce",
            2,
            3,
            "func([]interface {}, func(interface {}, interface {}) interface {}, interface {}) interface {}"),
    LEN("len", 1, 1),
    TYPE("type", 1, 1, "func(interface {}) string"),
    ABS("abs", 1, 1),
    CEIL("ceil", 1, 1),
    FLOOR("floor", 1, 1),
    ROUND("round", 1, 1),
    INT("int", 1, 1),
    FLOAT("float", 1, 1),
    STRING("string", 1, 1, "func(interface {}) string"),
    TRIM("trim", 1, 2, "func(string) string; func(string, string) string"),
    TRIM_PREFIX("trimPrefix", 1, 2, "func(string, string) string; func(string) string"),
    TRIM_SUFFIX("trimSuffix", 1, 2, "func(string, string) string; func(string) string"),
    UPPER("upper", 1, 1, "func(string) string"),
    LOWER("lower", 1, 1, "func(string) string"),
    SPLIT("split", 2, 3, "func(string, string) []string; func(string, string, int) []string"),
    SPLIT_AFTER("splitAfter", 2, 3, "func(string, string) []string; func(string, string, int) []string"),
    REPLACE("replace", 3, 4, "func(string, string, string, int) string; func(string, string, string) string"),
    REPEAT("repeat", 2, 2, "func(string, int) string"),
    JOIN(
            "join",
            1,
            2,
            "func([]string, string) string; func([]interface {}, string) string; func([]interface {}) string; func([]string, string) string; func([]string) string"),
    INDEX_OF("indexOf", 2, 2, "func(string, string) int"),
    LAST_INDEX_OF("lastIndexOf", 2, 2, "func(string, string) int"),
    HAS_PREFIX("hasPrefix", 2, 2, "func(string, string) bool"),
    HAS_SUFFIX("hasSuffix", 2, 2, "func(string, string) bool"),
    MAX("max", 1, Integer.MAX_VALUE),
    MIN("min", 1, Integer.MAX_VALUE),
    MEAN("mean", 1, Integer.MAX_VALUE),
    MEDIAN("median", 1, Integer.MAX_VALUE),
    TO_JSON("toJSON", 1, 1, "func(interface {}) string"),
    FROM_JSON("fromJSON", 1, 1, "func(string) interface {}"),
    TO_BASE64("toBase64", 1, 1, "func(string) string"),
    FROM_BASE64("fromBase64", 1, 1, "func(string) string"),
    NOW("now", 0, 1),
    DURATION("duration", 1, 1, "func(string) (time.Duration, error)"),
    DATE("date", 1, 4),
    TIMEZONE("timezone", 1, 1, "func(string) (*time.Location, error)"),
    FIRST("first", 1, 1),
    LAST("last", 1, 1),
    GET("get", 2, 2),
    TAKE("take", 2, 2),
    KEYS("keys", 1, 1),
    VALUES("values", 1, 1),
    TO_PAIRS("toPairs", 1, 1),
    FROM_PAIRS("fromPairs", 1, 1),
    REVERSE("reverse", 1, 1),
    UNIQ("uniq", 1, 1),
    CONCAT("concat", 1, Integer.MAX_VALUE),
    FLATTEN("flatten", 1, 1),
    SORT(
            "sort",
            1,
            2,
            "func([]interface {}, string) []interface {}; func([]int, string) []interface {}; func([]float64, string) []interface {}; func([]string, string) []interface {}; func([]interface {}) []interface {}; func([]float64) []interface {}; func([]string) []interface {}; func([]int) []interface {}"),
    BIT_AND("bitand", 2, 2, "func(int, int) int"),
    BIT_OR("bitor", 2, 2, "func(int, int) int"),
    BIT_XOR("bitxor", 2, 2, "func(int, int) int"),
    BIT_NAND("bitnand", 2, 2, "func(int, int) int"),
    BIT_SHL("bitshl", 2, 2, "func(int, int) int"),
    BIT_SHR("bitshr", 2, 2, "func(int, int) int"),
    BIT_USHR("bitushr", 2, 2, "func(int, int) int"),
    BIT_NOT("bitnot", 1, 1, "func(int) int");

    private static final Map<String, Builtin> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Builtin::toString, Function.identity()));

    private final String name;
    private final int minArguments;
    private final int maxArguments;
    private final String signatures;

    Builtin(String name, int minArguments, int maxArguments) {
        this(name, minArguments, maxArguments, "");
    }

    Builtin(String name, int minArguments, int maxArguments, String signatures) {
        this.name = name;
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
        this.signatures = signatures;
    }

    static @Nullable Builtin of(String name) {
        return BY_NAME.get(name);
    }

    int minArguments() {
        return minArguments;
    }

    int maxArguments() {
        return maxArguments;
    }

    /** {@return a number of arguments in words, such as {@code 1 argument}} */
    static String arguments(int count) {
        return count + (count == 1 ? " argument" : " arguments");
    }

    boolean takesPredicate() {
        return compareTo(REDUCE) <= 0;
    }

    /** Whether the function needs something that is not modelled here: dates, durations or JSON. */
    boolean isUnsupported() {
        return switch (this) {
            case NOW, DURATION, DATE, TIMEZONE, TO_JSON, FROM_JSON -> true;
            default -> false;
        };
    }

    /** The signatures as Go writes them, with semicolons between them. */
    String signatureText() {
        return signatures;
    }

    /** The signatures that expr's checker tries one after the other; empty if it has special code for the function. */
    List<Signature> signatures() {
        return Signature.all(this);
    }

    /** The type of the name without brackets. */
    GoType type() {
        return signatures.isEmpty()
                ? GoType.function("func(...interface {}) (interface {}, error)")
                : signatures().get(0).type();
    }

    /** The name as written in formulas. */
    @Override
    public String toString() {
        return name;
    }
}
