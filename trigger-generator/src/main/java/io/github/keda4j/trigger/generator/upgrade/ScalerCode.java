package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.upgrade.GoPackage.Field;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Function;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Struct;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the code of one scaler from its constructor to the structs that it reads and the names it looks up itself. */
final class ScalerCode {

    private static final Set<String> MAPS = Set.of(
            "TriggerMetadata", "AuthParams", "ResolvedEnv", "triggerMetadata", "authParams", "resolvedEnv", "metadata");

    private record Named(String inPackage, String name) {}

    private final GoSources sources;
    private final StructReader structs;
    private final Set<String> byHand = new LinkedHashSet<>();
    private final Set<String> read = new HashSet<>();
    private final Set<Named> seen = new HashSet<>();
    private final Deque<Named> open = new ArrayDeque<>();

    private ScalerCode(GoSources sources) {
        this.sources = sources;
        this.structs = new StructReader(sources);
    }

    static KedaScaler follow(GoSources sources, String type, String constructor) {
        ScalerCode code = new ScalerCode(sources);
        code.visit(new Named(GoSources.SCALERS, constructor));
        while (!code.open.isEmpty()) {
            code.look(code.open.poll());
        }
        List<String> unclear = new ArrayList<>(code.structs.unclear());
        if (code.read.isEmpty()) {
            unclear.add("nothing that " + constructor + " calls reads a struct by TypedConfig");
        }
        return new KedaScaler(type, code.structs.parameters(), code.byHand, List.copyOf(unclear));
    }

    private void visit(Named function) {
        if (sources.function(function.inPackage(), function.name()) != null && seen.add(function)) {
            open.add(function);
        }
    }

    private void look(Named named) {
        Function function = sources.function(named.inPackage(), named.name());
        if (function == null) {
            return;
        }
        List<GoToken> body = function.body();
        for (int i = 0; i + 1 < body.size(); i++) {
            GoToken token = body.get(i);
            if (token.kind() != GoToken.Kind.WORD) {
                continue;
            }
            boolean ofOther = i >= 2 && body.get(i - 1).is(".");
            if (token.text().equals("TypedConfig") && body.get(i + 1).is("(")) {
                readStruct(named.inPackage(), function, argument(body, i + 2));
            } else if (body.get(i + 1).is("(")) {
                String other = ofOther
                        ? sources.imported(named.inPackage(), body.get(i - 2).text())
                        : named.inPackage();
                visit(new Named(other, token.text()));
            } else if (MAPS.contains(token.text()) && body.get(i + 1).is("[") && i + 3 < body.size()) {
                lookUp(body.get(i + 2), body.get(i + 3));
            }
        }
    }

    /** A name in brackets behind one of the maps that hold what is given. */
    private void lookUp(GoToken key, GoToken closing) {
        if (!closing.is("]")) {
            return;
        }
        String name = key.kind() == GoToken.Kind.STRING ? key.text() : sources.constant(key.text());
        if (name != null) {
            byHand.add(name);
        }
    }

    private static List<GoToken> argument(List<GoToken> body, int from) {
        int at = from;
        while (at < body.size() && !body.get(at).is(")")) {
            at++;
        }
        List<GoToken> argument = body.subList(from, at);
        return !argument.isEmpty() && argument.get(0).is("&") ? argument.subList(1, argument.size()) : argument;
    }

    private void readStruct(String inPackage, Function function, List<GoToken> argument) {
        List<GoToken> type =
                argument.isEmpty() ? null : typeOf(function, argument.get(0).text());
        String typePackage = inPackage;
        for (int i = 2; type != null && i < argument.size(); i += 2) { // a field of a field
            Struct struct = sources.struct(typePackage, withoutPointer(type));
            typePackage = sources.packageOf(typePackage, withoutPointer(type));
            type = struct == null ? null : typeOfField(struct, argument.get(i).text());
        }
        if (type == null) {
            structs.unclear().add("the type of " + StructReader.text(argument) + " in TypedConfig is not clear");
        } else if (read.add(typePackage + "." + StructReader.text(type))) {
            structs.read(typePackage, type, false);
        }
    }

    private static @Nullable List<GoToken> typeOfField(Struct struct, String name) {
        for (Field field : struct.fields()) {
            if (field.name().equals(name)) {
                return field.type();
            }
        }
        return null;
    }

    /** The type that a variable is declared with: in the body, or as a parameter of the function. */
    private static @Nullable List<GoToken> typeOf(Function function, String variable) {
        List<GoToken> body = function.body();
        for (int i = 0; i + 2 < body.size(); i++) {
            if (body.get(i).isWord(variable) && body.get(i + 1).is(":=")) {
                List<GoToken> made = made(body, i + 2);
                if (!made.isEmpty()) {
                    return made;
                }
            }
            if (body.get(i).isWord("var") && body.get(i + 1).isWord(variable)) {
                return name(body, i + 2);
            }
        }
        List<GoToken> parameters = function.parameters();
        for (int i = 0; i + 1 < parameters.size(); i++) {
            boolean begins = i == 0 || parameters.get(i - 1).is(",");
            if (begins && parameters.get(i).isWord(variable)) {
                return name(parameters, i + 1);
            }
        }
        return null;
    }

    /** The type in {@code &Type{}}, {@code Type{}} or {@code new(Type)}. */
    private static List<GoToken> made(List<GoToken> body, int from) {
        if (body.get(from).isWord("new") && body.get(from + 1).is("(")) {
            return name(body, from + 2);
        }
        int at = body.get(from).is("&") ? from + 1 : from;
        List<GoToken> type = name(body, at);
        int end = at + type.size();
        return end < body.size() && body.get(end).is("{") ? type : List.of();
    }

    /** {@code Type}, {@code *Type} or {@code other.Type}. */
    private static List<GoToken> name(List<GoToken> tokens, int from) {
        int at = from < tokens.size() && tokens.get(from).is("*") ? from + 1 : from;
        int end = at + 1;
        if (end + 1 < tokens.size() && tokens.get(end).is(".")) {
            end += 2;
        }
        return at < tokens.size() ? tokens.subList(at, Math.min(end, tokens.size())) : List.of();
    }

    private static List<GoToken> withoutPointer(List<GoToken> type) {
        return !type.isEmpty() && type.get(0).is("*") ? type.subList(1, type.size()) : type;
    }
}
