package io.github.keda4j.conformance.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Generates formulas from everything that expr supports, and values for their triggers. Most formulas pass expr's
 * checker, some contain a wrong type, and some are broken. The same seed generates the same formulas.
 */
final class FormulaGenerator {

    private final Random random;
    private final BrokenFormulas broken;
    private final List<String> variables = new ArrayList<>();
    private List<String> triggers = List.of();
    private int predicates;
    private int reductions;
    private int indexes;

    FormulaGenerator(Random random) {
        this.random = random;
        broken = new BrokenFormulas(random);
    }

    FormulaCase next() {
        Map<String, String> types = new LinkedHashMap<>();
        int count = chance(12) ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String name = random.nextInt(6) > 0 ? Vocabulary.NAMES.get(random.nextInt(8)) : pick(Vocabulary.NAMES);
            types.put(name, pick(Vocabulary.TYPES));
        }
        triggers = readable(types);
        return new FormulaCase(types, formula(), values(types));
    }

    /** Names that can be written without quoting; the pool of names contains others, too. */
    private List<String> readable(Map<String, String> types) {
        List<String> names = new ArrayList<>();
        types.forEach((name, type) -> {
            if ((Vocabulary.NAMES.indexOf(name) < 8 || chance(6))
                    && ((!type.equals("cpu") && !type.equals("memory")) || chance(4))) {
                names.add(name);
            }
        });
        return names;
    }

    private Map<String, @Nullable Double> values(Map<String, String> types) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            if (!type.equals("cpu") && !type.equals("memory") && random.nextInt(20) > 0) {
                values.put(name, value());
            }
        });
        return values;
    }

    private @Nullable Double value() {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> (double) random.nextInt(1000);
            case 2 -> random.nextInt(1_000_000) / 1000.0;
            case 3 -> (random.nextLong() >> random.nextInt(60)) / 1100.0;
            default -> Vocabulary.VALUES[random.nextInt(Vocabulary.VALUES.length)];
        };
    }

    private String formula() {
        variables.clear();
        String formula = switch (random.nextInt(28)) {
            case 0 -> broken.anything();
            case 9, 10, 11, 12 -> "float(0); " + plain(1 + random.nextInt(3));
            case 1 -> broken.mutated(number(3), 1 + random.nextInt(3));
            case 2, 3 -> broken.mutated(number(2), 1);
            case 4 -> "float(" + number(3) + ")" + (chance(3) ? " " + operation(2) : "");
            case 5 -> number(3) + " ?? " + number(1);
            case 6 -> any(4);
            case 7 -> number(3) + (chance(2) ? " // note" : " // note\n");
            case 8 ->
                "let _kedaCompositeResult = "
                        + (chance(2) ? number(2) + "; _kedaCompositeResult ?? nil" : any(2) + "; 1 ?? 2");
            default -> number(1 + random.nextInt(4));
        };
        return chance(12) ? spaced(formula) : formula;
    }

    /** A formula that shows the value of any expression: KEDA does not change a formula that begins with a cast. */
    private String plain(int depth) {
        return oneOf(
                () -> array(depth),
                () -> array(depth),
                () -> map(depth),
                () -> string(depth),
                () -> string(depth),
                () -> integer(depth),
                () -> bool(depth),
                () -> unknown(depth),
                () -> number(depth),
                () -> any(depth));
    }

    /** Replaces spaces in the formula with other white space, line breaks and comments. */
    private String spaced(String formula) {
        StringBuilder spaced = new StringBuilder();
        for (int i = 0; i < formula.length(); i++) {
            char character = formula.charAt(i);
            spaced.append(character == ' ' && chance(3) ? pick(Vocabulary.SPACES) : character);
        }
        return pick(List.of("", " ", "\n")) + spaced + pick(List.of("", " ", "\n", " /* end */", "// end\n"));
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    private String oneOf(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    /** An expression of any type. */
    private String any(int depth) {
        return oneOf(
                () -> number(depth),
                () -> number(depth),
                () -> integer(depth),
                () -> bool(depth),
                () -> string(depth),
                () -> array(depth),
                () -> map(depth),
                () -> "nil",
                () -> "b\"ab\"",
                () -> "$env",
                () -> unknown(depth));
    }

    /** An expression whose type expr's checker does not know. */
    private String unknown(int depth) {
        return oneOf(
                () -> "$env?.nope",
                () -> "$env[" + string(depth - 1) + "]",
                () -> "$env?.[" + string(depth - 1) + "]",
                () -> "get($env, " + string(depth - 1) + ")",
                () -> "first(" + array(depth - 1) + ")",
                () -> "last(" + array(depth - 1) + ")",
                () -> map(depth - 1) + ".a",
                () -> map(depth - 1) + "?.b",
                () -> map(depth - 1) + "?.b?.c",
                () -> "get(" + map(depth - 1) + ", " + string(0) + ")",
                () -> "get(" + array(depth - 1) + ", " + integer(0) + ")",
                () -> "(" + bool(depth - 1) + " ? " + any(depth - 1) + " : " + any(depth - 1) + ")",
                () -> "(" + any(depth - 1) + " ?? " + any(depth - 1) + ")",
                () -> "reduce(" + array(depth - 1) + ", " + reduction(depth - 1) + ")",
                () -> "max(" + array(depth - 1) + ")",
                () -> name()
                        + pick(List.of("?.a", ".a", "?.a.b", "?.[0]", "[0]", "?.a()", ".a()", "?.a?.b(1)", "[0:1]")),
                () -> map(depth - 1)
                        + pick(List.of("?.c.d", "?.a[0]", ".a()", "?.c()", "?.c?.d()", "?.[\"a\"]", "[\"a\"]")),
                () -> unknown(depth - 2) + pick(List.of("?.a", "[0]", "?.[0]", "[0:1]", "[:nope]", "[nope:]", "(1)")),
                () -> pick(List.of("max", "len", "trim", "map", "get")) + pick(List.of("", " ?? 1", " == nil")),
                () -> "[" + pick(List.of("max", "len", "upper")) + "][0]"
                        + pick(List.of("", "(1)", "([1])", "(\"a\")")),
                () -> name());
    }

    private String name() {
        if (!variables.isEmpty() && chance(2)) {
            return pick(variables);
        }
        if (predicates > 0 && chance(3)) {
            return reductions > 0 && chance(2) ? "#acc" : indexes > 0 && chance(2) ? "#index" : "#";
        }
        if (chance(100)) {
            return pick(Vocabulary.NAMES);
        }
        if (triggers.isEmpty()) {
            return pick(Vocabulary.FLOATS);
        }
        String trigger = pick(triggers);
        return chance(12) ? "$env[\"" + trigger + "\"]" : chance(15) ? "$env." + trigger : trigger;
    }

    private String number(int depth) {
        if (chance(80)) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return oneOf(this::name, this::name, this::name, () -> pick(Vocabulary.FLOATS), () -> integerLiteral());
        }
        return switch (random.nextInt(22)) {
            case 0, 1, 2, 3, 4, 5 -> operation(depth);
            case 6 -> "(" + (chance(4) ? any(depth - 1) + "; " : "") + number(depth - 1) + ")";
            case 7 -> pick(List.of("-", "+", "- ", "--")) + number(depth - 1);
            case 8 -> pick(List.of("abs", "ceil", "floor", "round", "float", "int")) + "(" + number(depth - 1) + ")";
            case 9 -> pick(List.of("min", "max", "mean", "median")) + "(" + numbers(depth - 1) + ")";
            case 10 ->
                pick(List.of("min", "max", "mean", "median", "sum", "first", "last")) + "(" + numberArray(depth - 1)
                        + ")";
            case 11, 12 -> ternary(depth);
            case 13 ->
                enclosed("if " + bool(depth - 1) + " { " + number(depth - 1) + " } else { " + number(depth - 1) + " }");
            case 14 -> let(depth);
            case 15 -> "(" + number(depth - 1) + " ?? " + number(depth - 1) + ")";
            case 16 -> numberArray(depth - 1) + "[" + integer(depth - 1) + "]";
            case 17 -> aggregate(depth);
            case 18 ->
                enclosed(number(depth - 1)) + " | "
                        + pick(List.of("max(1)", "min(" + number(0) + ")", "abs()", "float()", "round()", "::max(2)"));
            case 19 -> integer(depth - 1);
            case 20 -> unknown(depth - 1);
            default -> "float(" + string(depth - 1) + ")";
        };
    }

    private String operation(int depth) {
        String space = chance(4) ? "" : " ";
        return number(depth - 1)
                + space
                + pick(chance(20) ? List.of("%") : List.of("+", "-", "*", "/", "+", "-", "*", "/", "**", "^"))
                + space
                + number(depth - 1);
    }

    private String ternary(int depth) {
        return enclosed(
                chance(8)
                        ? bool(depth - 1) + " ?: " + number(depth - 1)
                        : bool(depth - 1) + " ? " + number(depth - 1) + " : " + number(depth - 1));
    }

    /**
     * Usually puts the expression in parentheses: without them, an operator next to it could bind more tightly than its
     * own operators and split it.
     */
    private String enclosed(String expression) {
        return chance(6) ? expression : "(" + expression + ")";
    }

    private String let(int depth) {
        String variable = pick(List.of("x", "y", "z", "v1"));
        String value = any(depth - 1);
        variables.add(variable);
        String body = number(depth - 1);
        variables.remove(variables.size() - 1);
        return enclosed("let " + variable + " = " + value + "; " + body);
    }

    private String numbers(int depth) {
        StringBuilder numbers = new StringBuilder(number(depth));
        while (!chance(3)) {
            numbers.append(", ").append(chance(8) ? numberArray(depth - 1) : number(depth));
        }
        return numbers + (chance(30) ? "," : "");
    }

    private String aggregate(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> "sum(" + array(depth - 1) + ", " + predicate(() -> number(depth - 1)) + ")";
            case 1 -> "sum(map(" + array(depth - 1) + ", " + indexed(() -> number(depth - 1)) + "))";
            case 2 ->
                "reduce(" + array(depth - 1) + ", " + reduction(depth - 1) + (chance(2) ? ", " + any(0) : "") + ")";
            case 3 -> "find(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")";
            case 4 -> "findLast(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")";
            case 5 ->
                "filter(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")["
                        + pick(List.of("0", "-1", "1")) + "]";
            case 6 ->
                pick(List.of("first", "last")) + "(filter(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1))
                        + "))";
            case 7 ->
                "sum(" + longRange()
                        + (chance(2)
                                ? ", " + pick(List.of("#", "# * 2", "3 - #", "# + 1", "# - 1", "2 * #", "#/2"))
                                : "")
                        + ")";
            default ->
                "reduce(" + longRange() + ", " + pick(List.of("# + #acc", "#acc + #", "#acc - #"))
                        + (chance(2) ? ", 10" : "") + ")";
        };
    }

    /** A short array, because results that grow with each element must not exhaust the judge's memory. */
    private String range() {
        return pick(List.of("1..3", "0..10", "-2..2", "5..1", "1..1", "1..20", "1..2000000"));
    }

    private String longRange() {
        return chance(3) ? pick(List.of("1..1000", "0..99999", "-5000..5000")) : range();
    }

    private String predicate(Supplier<String> body) {
        predicates++;
        String predicate = body.get();
        if (chance(12)) {
            variables.add("w");
            predicate = "{let w = " + any(0) + "; " + body.get() + "}";
            variables.remove(variables.size() - 1);
        }
        predicates--;
        return chance(5) ? "{" + predicate + (chance(6) ? "; " + predicate : "") + "}" : predicate;
    }

    private String indexed(Supplier<String> body) {
        indexes++;
        String predicate = predicate(body);
        indexes--;
        return predicate;
    }

    private String reduction(int depth) {
        reductions++;
        String predicate = indexed(() -> chance(2) ? "#acc + " + number(depth) : number(depth));
        reductions--;
        return predicate;
    }

    private String integerLiteral() {
        return random.nextInt(3) > 0 ? pick(Vocabulary.INTEGERS.subList(0, 8)) : pick(Vocabulary.INTEGERS);
    }

    private String smallInteger() {
        return (chance(6) ? "-" : "") + pick(Vocabulary.INTEGERS.subList(0, 8));
    }

    private String integer(int depth) {
        if (depth <= 0) {
            return chance(6) ? "-" + integerLiteral() : integerLiteral();
        }
        return oneOf(
                () -> integerLiteral(),
                () -> integer(depth - 1) + pick(List.of("+", "-", "*", "%", " % ")) + integer(depth - 1),
                () -> "int(" + number(depth - 1) + ")",
                () -> "len(" + oneOf(() -> array(depth - 1), () -> string(depth - 1), () -> map(depth - 1)) + ")",
                () -> "count(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")",
                () -> "count([" + bool(depth - 1) + ", " + bool(depth - 1) + "])",
                () -> "findIndex(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")",
                () -> "findLastIndex(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")",
                () -> "len(filter(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + "))",
                () -> pick(List.of("bitand", "bitor", "bitxor", "bitnand", "bitshl", "bitshr", "bitushr")) + "("
                        + integer(depth - 1) + ", " + integer(depth - 1) + ")",
                () -> "bitnot(" + integer(depth - 1) + ")",
                () -> "int(" + string(depth - 1) + ")",
                () -> pick(List.of("indexOf", "lastIndexOf")) + "(" + string(depth - 1) + ", " + string(depth - 1)
                        + ")",
                () -> "b\"az\"[" + integer(0) + "]",
                () -> "(" + bool(depth - 1) + " ? " + integer(depth - 1) + " : " + integer(depth - 1) + ")");
    }

    private String bool(int depth) {
        if (chance(80)) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return oneOf(
                    () -> "true",
                    () -> "false",
                    () -> name() + pick(List.of(" > ", " < ", " >= ", " <= ", " == ", " != ")) + number(0));
        }
        return switch (random.nextInt(18)) {
            case 0, 1, 2, 3 ->
                number(depth - 1) + pick(List.of(" > ", "<", " >= ", "<=", " == ", " != ")) + number(depth - 1);
            case 4 ->
                number(depth - 1) + " < " + number(depth - 1) + " <= " + number(depth - 1)
                        + (chance(3) ? " > " + number(depth - 1) : "");
            case 5 -> bool(depth - 1) + pick(List.of(" && ", " || ", " and ", " or ")) + bool(depth - 1);
            case 6 -> pick(List.of("!", "not ", "!!")) + "(" + bool(depth - 1) + ")";
            case 7 -> any(depth - 1) + pick(List.of(" in ", " not in ")) + array(depth - 1);
            case 8 ->
                integer(depth - 1)
                        + pick(List.of(" in ", " not in "))
                        + pick(List.of("1..5", "0..1", "[1, 2, 3]", "[0]", "[1.0, 2]"));
            case 9 ->
                string(depth - 1)
                        + pick(List.of(" in ", " not in "))
                        + pick(List.of("[\"a\", \"b\"]", "{a: 1}", "$env", "{}"));
            case 10 ->
                string(depth - 1)
                        + pick(List.of(
                                " contains ", " startsWith ", " endsWith ", " not contains ", " == ", " < ", " >= "))
                        + string(depth - 1);
            case 11 ->
                pick(List.of("all", "any", "none", "one")) + "(" + array(depth - 1) + ", "
                        + predicate(() -> bool(depth - 1)) + ")";
            case 12 -> combination(depth);
            case 13 ->
                "count(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")"
                        + pick(List.of(" > 0", " >= 1", " > 1", " >= 2", " < 2", " <= 1", " == 1", " in 1..2"));
            case 14 -> any(depth - 1) + pick(List.of(" == ", " != ")) + any(depth - 1);
            case 15 ->
                pick(List.of("hasPrefix", "hasSuffix")) + "(" + string(depth - 1) + ", " + string(depth - 1) + ")";
            case 16 ->
                unknown(depth - 1) + pick(List.of(" == nil", " != nil", " == 1", " > 1", " in [1, 2]", " in [\"a\"]"));
            default -> bool(depth - 1);
        };
    }

    /** Two predicates on the same array, which expr's optimizer combines. */
    private String combination(int depth) {
        String array = array(depth - 1);
        String function = pick(List.of("all", "any", "none"));
        return function + "(" + array + ", " + predicate(() -> bool(depth - 1)) + ")"
                + pick(List.of(" && ", " || ", " and ")) + function + "(" + array + ", "
                + predicate(() -> bool(depth - 1)) + ")";
    }

    private String string(int depth) {
        if (depth <= 0) {
            return pick(Vocabulary.STRINGS);
        }
        return oneOf(
                () -> pick(Vocabulary.STRINGS),
                () -> pick(Vocabulary.STRINGS),
                () -> "string(" + any(depth - 1) + ")",
                () -> "type(" + any(depth - 1) + ")",
                () -> pick(List.of("upper", "lower", "trim", "trimPrefix", "trimSuffix", "toBase64", "fromBase64"))
                        + "(" + string(depth - 1) + ")",
                () -> pick(List.of("trim", "trimPrefix", "trimSuffix")) + "(" + string(depth - 1) + ", " + string(0)
                        + ")",
                () -> string(depth - 1) + " + " + string(depth - 1),
                () -> "replace(" + string(depth - 1) + ", " + string(0) + ", " + string(0)
                        + (chance(3) ? ", " + integer(0) : "") + ")",
                () -> "repeat(" + string(depth - 1) + ", " + integer(0) + ")",
                () -> "join(" + pick(List.of("split(" + string(0) + ", " + string(0) + ")", array(depth - 1)))
                        + (chance(2) ? ", \"-\"" : "") + ")",
                () -> string(depth - 1) + "[" + integer(0) + ":" + (chance(2) ? integer(0) : "") + "]",
                () -> "(" + bool(depth - 1) + " ? " + string(0) + " : " + string(0) + ")");
    }

    private String numberArray(int depth) {
        if (depth <= 0) {
            return oneOf(() -> "[" + numbers(0) + "]", () -> "[]", this::range);
        }
        return oneOf(
                () -> "[" + numbers(depth - 1) + "]",
                () -> "[" + numbers(depth - 1) + "]",
                () -> "[" + numberArray(depth - 1) + ", " + number(depth - 1) + "]",
                () -> array(depth - 1),
                () -> "map(" + array(depth - 1) + ", " + indexed(() -> number(depth - 1)) + ")",
                () -> "values({x: " + number(depth - 1) + ", y: " + number(depth - 1) + "})",
                () -> "values($env)");
    }

    private String array(int depth) {
        if (chance(80)) {
            return any(depth - 1);
        }
        if (depth <= 0) {
            return oneOf(
                    () -> "[" + numbers(0) + "]",
                    () -> "[" + integer(0) + ", " + integer(0) + ", " + integer(0) + "]",
                    this::range,
                    () -> "[]",
                    () -> "[" + string(0) + ", " + string(0) + "]",
                    () -> "[" + string(0) + ", " + number(0) + ", nil, true]");
        }
        return switch (random.nextInt(20)) {
            case 0, 1 -> "[" + numbers(depth - 1) + "]";
            case 2 -> smallInteger() + ".." + (chance(3) ? integer(depth - 1) + " % 20" : smallInteger());
            case 3 -> "filter(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + ")";
            case 4 ->
                "filter(filter(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + "), "
                        + predicate(() -> bool(depth - 1)) + ")";
            case 5 -> "map(" + array(depth - 1) + ", " + indexed(() -> any(depth - 1)) + ")";
            case 6 ->
                "map(filter(" + array(depth - 1) + ", " + predicate(() -> bool(depth - 1)) + "), "
                        + indexed(() -> any(depth - 1)) + ")";
            case 7 ->
                "sort(" + array(depth - 1) + (chance(2) ? ", " + pick(List.of("\"asc\"", "\"desc\"", string(0))) : "")
                        + ")";
            case 8 ->
                "sortBy(" + array(depth - 1) + ", " + predicate(() -> any(depth - 1)) + (chance(3) ? ", \"desc\"" : "")
                        + ")";
            case 9 -> pick(List.of("reverse", "uniq", "flatten")) + "(" + array(depth - 1) + ")";
            case 10 -> "concat(" + array(depth - 1) + ", " + array(depth - 1) + ")";
            case 11 -> "take(" + array(depth - 1) + ", " + integer(0) + ")";
            case 12 ->
                array(depth - 1) + "[" + (chance(2) ? integer(0) : "") + ":" + (chance(2) ? integer(0) : "") + "]";
            case 13 -> pick(Vocabulary.LIST_NAMES) + "(" + map(depth - 1) + ")";
            case 14 -> "split(" + string(depth - 1) + ", " + string(0) + (chance(3) ? ", " + integer(0) : "") + ")";
            case 15 -> "[" + any(depth - 1) + ", " + any(depth - 1) + "]";
            case 16 -> "groupBy(" + array(depth - 1) + ", " + predicate(() -> any(depth - 1)) + ")[" + any(0) + "]";
            case 17 -> "splitAfter(" + string(depth - 1) + ", " + string(0) + ")";
            case 18 -> "[" + array(depth - 1) + ", " + array(depth - 1) + "]";
            default -> array(depth - 1);
        };
    }

    private String map(int depth) {
        if (depth <= 0) {
            return pick(
                    List.of("{}", "{a: 1}", "{\"a\": 1, b: 2}", "{(\"x\"): nil}", "{1: 2}", "$env", "{a: 1, a: 2}"));
        }
        return oneOf(
                () -> "{a: " + any(depth - 1) + "}",
                () -> "{a: " + any(depth - 1) + ", b: " + any(depth - 1) + ",}",
                () -> "{(" + string(depth - 1) + "): " + any(depth - 1) + "}",
                () -> "groupBy(" + array(depth - 1) + ", " + predicate(() -> any(depth - 1)) + ")",
                () -> "fromPairs([[" + any(0) + ", " + any(depth - 1) + "]])",
                () -> "fromPairs(toPairs(" + map(depth - 1) + "))",
                () -> map(0));
    }
}
