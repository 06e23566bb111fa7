package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Field;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Function;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Struct;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function, with what is known from the source about the expressions in its body. Branches and loops are
 * not followed; a variable may have any value that is assigned to it anywhere in the body.
 */
final class GoScope {

    /** The fields of KEDA's ScalerConfig that hold users' values. */
    private static final Map<String, Source> GIVEN =
            Map.of("TriggerMetadata", Source.METADATA, "AuthParams", Source.AUTH, "ResolvedEnv", Source.ENV);

    private final GoSources sources;
    private final String inPackage;
    private final List<GoToken> body;
    /** The receiver, the parameters and the named results. */
    private final Map<String, GoValue> bound = new HashMap<>();

    private final Map<String, GoValue> variables = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    GoScope(GoSources sources, String inPackage, Function function, List<GoValue> arguments) {
        this.sources = sources;
        this.inPackage = inPackage;
        this.body = function.body();
        GoParameter.of(function.receiver()).forEach(receiver -> bind(receiver, GoValue.UNKNOWN));
        GoParameter.of(function.results()).forEach(result -> bind(result, GoValue.UNKNOWN));
        List<GoParameter> parameters = GoParameter.of(function.parameters());
        for (int i = 0; i < parameters.size(); i++) {
            bind(parameters.get(i), i < arguments.size() ? arguments.get(i) : GoValue.UNKNOWN);
        }
    }

    private void bind(GoParameter parameter, GoValue argument) {
        bound.put(parameter.name(), argument.or(GoValue.of(inPackage, parameter.type())));
    }

    List<GoToken> body() {
        return body;
    }

    /** A function or method in the packages that are read. */
    record Callee(String inPackage, String name) {}

    /** The function called by the name at an index, which a bracket follows; null if it is not among the sources. */
    @Nullable
    Callee calleeAt(int name) {
        int start = startOfChain(name);
        if (start == name) {
            return known(new Callee(inPackage, body.get(name).text()));
        }
        GoToken first = body.get(start);
        if (start == name - 2 && !isVariable(first.text())) {
            return known(new Callee(
                    sources.imported(inPackage, first.text()), body.get(name).text()));
        }
        GoValue.Type owner = value(body.subList(start, name - 1)).type();
        return owner == null ? null : method(owner, body.get(name).text());
    }

    /** The index of the first token of {@code a.b.c}, whose last token is at the given index. */
    int startOfChain(int end) {
        int start = end;
        while (start >= 2 && body.get(start - 1).is(".") && body.get(start - 2).kind() == GoToken.Kind.WORD) {
            start -= 2;
        }
        return start;
    }

    private @Nullable Callee known(Callee callee) {
        return sources.function(callee.inPackage(), callee.name()) == null ? null : callee;
    }

    private @Nullable Callee method(GoValue.Type owner, String name) {
        List<GoToken> type = withoutPointer(owner.name());
        if (type.isEmpty()) {
            return null;
        }
        String declared = sources.packageOf(owner.inPackage(), type);
        Callee own = known(new Callee(declared, type.get(type.size() - 1).text() + "." + name));
        Struct struct = sources.struct(owner.inPackage(), type);
        if (own != null || struct == null) {
            return own;
        }
        for (Field field : struct.fields()) {
            Callee promoted = field.name().isEmpty() ? method(new GoValue.Type(declared, field.type()), name) : null;
            if (promoted != null) {
                return promoted;
            }
        }
        return null;
    }

    /** What is known about an expression. */
    GoValue value(List<GoToken> expression) {
        return new Expression(expression, 0, true).value();
    }

    private boolean isVariable(String name) {
        return bound.containsKey(name) || variable(name).isKnown() || isAssigned(name);
    }

    private boolean isAssigned(String name) {
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i).isWord(name) && assignment(i) > 0) {
                return true;
            }
        }
        return false;
    }

    private GoValue variable(String name) {
        GoValue known = variables.get(name);
        if (known != null) {
            return known;
        }
        GoValue value = bound.getOrDefault(name, GoValue.UNKNOWN);
        if (open.add(name)) {
            for (int i = 0; i + 1 < body.size(); i++) {
                if (body.get(i).isWord(name)) {
                    value = value.or(assignedAt(i));
                }
            }
            open.remove(name);
            variables.put(name, value);
        }
        return value;
    }

    /** The value that a statement assigns to the variable whose name is at an index. */
    private GoValue assignedAt(int name) {
        if (name > 0 && body.get(name - 1).isWord("var")) {
            boolean typed = !body.get(name + 1).is("=");
            return typed ? GoValue.of(inPackage, typeAt(body, name + 1)) : new Expression(body, name + 2, true).value();
        }
        int from = assignment(name);
        if (from < 0) {
            return GoValue.UNKNOWN;
        }
        int index = 0; // the position of the variable in a list such as a, b := f()
        for (int at = name; at >= 2 && body.get(at - 1).is(",") && isWord(body.get(at - 2)); at -= 2) {
            index++;
        }
        if (body.get(from).isWord("range")) {
            GoValue ranged = new Expression(body, from + 1, false).value();
            return index == 0 ? ranged.key() : ranged.anElement();
        }
        Expression expression = new Expression(body, from, true);
        GoValue value = expression.value();
        for (int i = 0; i < index && expression.end < body.size(); i++) {
            if (!body.get(expression.end).is(",")) {
                return expression.result(index);
            }
            expression = new Expression(body, expression.end + 1, true);
            value = expression.value();
        }
        return index == 0 && expression.end < body.size() && !expression.results.isEmpty()
                ? expression.result(0)
                : value;
    }

    /**
     * The index of the first token of the value that is assigned to the name at the given index; negative if there is
     * none.
     */
    private int assignment(int name) {
        if (name > 0 && body.get(name - 1).is(".")) {
            return -1;
        }
        int at = name + 1;
        while (at + 1 < body.size() && body.get(at).is(",") && isWord(body.get(at + 1))) {
            at += 2;
        }
        if (at + 1 >= body.size()) {
            return -1;
        }
        boolean equals = body.get(at).is("=") && !body.get(at + 1).is("=");
        return body.get(at).is(":=") || equals ? at + 1 : -1;
    }

    private static boolean isWord(GoToken token) {
        return token.kind() == GoToken.Kind.WORD;
    }

    private GoValue.@Nullable Type field(GoValue.Type owner, String name) {
        List<GoToken> type = withoutPointer(owner.name());
        Struct struct = type.isEmpty() ? null : sources.struct(owner.inPackage(), type);
        if (struct == null) {
            return null;
        }
        String declared = sources.packageOf(owner.inPackage(), type);
        for (Field field : struct.fields()) {
            List<GoToken> fieldType = withoutPointer(field.type());
            String own = field.name().isEmpty() && !fieldType.isEmpty()
                    ? fieldType.get(fieldType.size() - 1).text()
                    : field.name();
            if (own.equals(name)) {
                return new GoValue.Type(declared, field.type());
            }
        }
        for (Field field : struct.fields()) {
            GoValue.Type promoted =
                    field.name().isEmpty() ? field(new GoValue.Type(declared, field.type()), name) : null;
            if (promoted != null) {
                return promoted;
            }
        }
        return null;
    }

    /** Reads a type: {@code Type}, {@code *Type}, {@code other.Type}, {@code []Type} or {@code map[Key]Type}. */
    private static List<GoToken> typeAt(List<GoToken> tokens, int from) {
        int at = from;
        while (at < tokens.size()
                && (tokens.get(at).is("*")
                        || tokens.get(at).is("[")
                        || tokens.get(at).isWord("map"))) {
            at = tokens.get(at).is("[") ? GoReader.closing(tokens, at) + 1 : at + 1;
        }
        int end = at + 1;
        if (end + 1 < tokens.size() && tokens.get(end).is(".")) {
            end += 2;
        }
        return tokens.subList(Math.min(from, tokens.size()), Math.min(end, tokens.size()));
    }

    static List<GoToken> withoutPointer(List<GoToken> type) {
        return !type.isEmpty() && type.get(0).is("*") ? type.subList(1, type.size()) : type;
    }

    /** Reads an operand with the fields, calls and indexes that follow it; an operator ends it. */
    private final class Expression {

        private final List<GoToken> tokens;
        /** Whether a brace after a name begins a literal, and not the body of a loop. */
        private final boolean literals;

        private GoValue value = GoValue.UNKNOWN;
        /** The value of a call, if the expression ends with one. */
        private List<GoParameter> results = List.of();

        private String resultsPackage = "";
        private int end;

        Expression(List<GoToken> tokens, int from, boolean literals) {
            this.tokens = tokens;
            this.literals = literals;
            this.end = from;
            operand();
            suffixes();
        }

        GoValue value() {
            return value;
        }

        /** One of the results of a call that returns several. */
        GoValue result(int index) {
            return index < results.size()
                    ? GoValue.of(resultsPackage, results.get(index).type())
                    : GoValue.UNKNOWN;
        }

        private boolean is(int at, String sign) {
            return at < tokens.size() && tokens.get(at).is(sign);
        }

        private void operand() {
            while (is(end, "&") || is(end, "*")) {
                end++;
            }
            if (end >= tokens.size()) {
                return;
            }
            GoToken token = tokens.get(end);
            if (token.kind() == GoToken.Kind.STRING) {
                value = GoValue.text(token.text());
                end++;
            } else if (token.is("(")) {
                int closing = GoReader.closing(tokens, end);
                value = GoScope.this.value(tokens.subList(end + 1, closing));
                end = closing + 1;
            } else if (token.is("[") || token.isWord("map")) {
                List<GoToken> type = typeAt(tokens, end);
                end += type.size();
                literal(GoValue.of(inPackage, type));
            } else if (token.isWord("new") && is(end + 1, "(")) {
                value = GoValue.of(inPackage, typeAt(tokens, end + 2));
                end = GoReader.closing(tokens, end + 1) + 1;
            } else if (isWord(token)) {
                name(token.text());
            } else {
                end++;
            }
        }

        private void name(String name) {
            boolean qualified = is(end + 1, ".") && end + 2 < tokens.size() && !isVariable(name);
            List<GoToken> type = tokens.subList(end, Math.min(end + (qualified ? 3 : 1), tokens.size()));
            String last = type.get(type.size() - 1).text();
            String declared = qualified ? sources.imported(inPackage, name) : inPackage;
            end += type.size();
            if (is(end, "{") && literals && !isVariable(name)) {
                literal(GoValue.of(inPackage, type));
            } else if (is(end, "(") && !isVariable(name)) {
                call(new Callee(declared, last));
            } else {
                GoValue variable = qualified ? GoValue.UNKNOWN : variable(name);
                String constant = variable.isKnown() ? null : sources.constant(last);
                value = constant == null ? variable : GoValue.text(constant);
            }
        }

        /** The result of a function, or of a conversion, which leaves a text unchanged. */
        private void call(Callee callee) {
            int closing = GoReader.closing(tokens, end);
            Function function = sources.function(callee.inPackage(), callee.name());
            if (function == null) {
                GoValue argument = GoScope.this.value(tokens.subList(end + 1, closing));
                value = new GoValue(null, argument.texts(), Set.of(), null, argument.element());
                results = List.of();
            } else {
                results = GoParameter.of(function.results());
                resultsPackage = callee.inPackage();
                value = result(0);
            }
            end = closing + 1;
        }

        /** Reads the contents of braces: the strings that are elements, and those that are keys before a colon. */
        private void literal(GoValue type) {
            value = type;
            if (!is(end, "{")) {
                return;
            }
            int closing = GoReader.closing(tokens, end);
            Set<String> keys = new HashSet<>();
            Set<String> elements = new HashSet<>();
            for (List<GoToken> entry : GoParameter.split(tokens.subList(end + 1, closing))) {
                int colon = colonOf(entry);
                if (colon > 0) {
                    keys.addAll(GoScope.this.value(entry.subList(0, colon)).texts());
                }
                elements.addAll(GoScope.this
                        .value(entry.subList(colon + 1, entry.size()))
                        .texts());
            }
            boolean list = value.type() != null && startsAsList(value.type().name());
            value = list ? GoValue.literal(keys, elements).or(type) : type;
            end = closing + 1;
        }

        private static boolean startsAsList(List<GoToken> type) {
            return type.get(0).is("[") || type.get(0).isWord("map");
        }

        private static int colonOf(List<GoToken> entry) {
            for (int i = 0; i < entry.size(); i++) {
                if (entry.get(i).opens()) {
                    return -1;
                }
                if (entry.get(i).is(":")) {
                    return i;
                }
            }
            return -1;
        }

        private void suffixes() {
            while (end < tokens.size()) {
                if (is(end, ".") && end + 1 < tokens.size()) {
                    String name = tokens.get(end + 1).text();
                    end += 2;
                    if (is(end, "(")) {
                        Callee callee = value.type() == null ? null : method(value.type(), name);
                        call(callee == null ? new Callee("", name) : callee);
                    } else {
                        select(name);
                    }
                } else if (is(end, "[")) {
                    value = value.anElement();
                    results = List.of();
                    end = GoReader.closing(tokens, end) + 1;
                } else {
                    return;
                }
            }
        }

        private void select(String name) {
            results = List.of();
            Source given = GIVEN.get(name);
            GoValue.Type type = value.type() == null ? null : field(value.type(), name);
            value = given != null
                    ? GoValue.given(given)
                    : type == null ? GoValue.UNKNOWN : GoValue.of(type.inPackage(), type.name());
        }
    }
}
