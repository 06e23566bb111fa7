package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the code of one scaler from its constructor to the structs that it reads and the names that it looks up
 * itself.
 */
final class ScalerCode {

    private record Call(GoScope.Callee callee, List<GoValue> arguments) {}

    private final GoSources sources;
    private final StructReader structs;
    private final Map<String, Set<Source>> byHand = new LinkedHashMap<>();
    private final Set<GoValue.Type> read = new HashSet<>();
    private final Set<Call> seen = new HashSet<>();
    private final Deque<Call> open = new ArrayDeque<>();

    private ScalerCode(GoSources sources) {
        this.sources = sources;
        this.structs = new StructReader(sources);
    }

    static KedaScaler follow(GoSources sources, String type, String constructor) {
        ScalerCode code = new ScalerCode(sources);
        code.visit(new Call(new GoScope.Callee(GoSources.SCALERS, constructor), List.of()));
        while (!code.open.isEmpty()) {
            code.look(code.open.poll());
        }
        List<String> unclear = new ArrayList<>(code.structs.unclear());
        if (code.read.isEmpty()) {
            unclear.add("nothing that " + constructor + " calls reads a struct by TypedConfig");
        }
        return new KedaScaler(type, code.structs.parameters(), code.byHand, List.copyOf(unclear));
    }

    private void visit(Call call) {
        if (seen.add(call)) {
            open.add(call);
        }
    }

    private void look(Call call) {
        Function function =
                sources.function(call.callee().inPackage(), call.callee().name());
        if (function == null) {
            return;
        }
        GoScope scope = new GoScope(sources, call.callee().inPackage(), function, call.arguments());
        List<GoToken> body = scope.body();
        for (int i = 0; i + 1 < body.size(); i++) {
            if (body.get(i).kind() != GoToken.Kind.WORD) {
                continue;
            }
            if (body.get(i + 1).is("(")) {
                follow(scope, i);
            } else if (body.get(i + 1).is("[")) {
                lookUp(scope, i);
            }
        }
    }

    private void follow(GoScope scope, int name) {
        List<GoToken> body = scope.body();
        List<List<GoToken>> arguments = GoParameter.split(body.subList(name + 2, GoReader.closing(body, name + 1)));
        if (body.get(name).isWord("TypedConfig") && !arguments.isEmpty()) {
            readStruct(scope, arguments.get(0));
            return;
        }
        GoScope.Callee callee = scope.calleeAt(name);
        if (callee != null) {
            visit(new Call(callee, arguments.stream().map(scope::value).toList()));
        }
    }

    private void readStruct(GoScope scope, List<GoToken> argument) {
        GoValue.Type type = scope.value(argument).type();
        if (type == null) {
            structs.unclear().add("the type of " + StructReader.text(argument) + " in TypedConfig is not clear");
            return;
        }
        List<GoToken> name = GoScope.withoutPointer(type.name());
        if (read.add(new GoValue.Type(sources.packageOf(type.inPackage(), name), name))) {
            structs.read(type.inPackage(), name, false);
        }
    }

    /** Finds a name in brackets after one of the maps with users' values, unless the code writes to the map there. */
    private void lookUp(GoScope scope, int map) {
        List<GoToken> body = scope.body();
        Source given =
                scope.value(body.subList(scope.startOfChain(map), map + 1)).given();
        if (given == null || given == Source.ENV) { // its keys are the names of users' variables
            return;
        }
        int closing = GoReader.closing(body, map + 1);
        boolean written = closing + 2 < body.size()
                && body.get(closing + 1).is("=")
                && !body.get(closing + 2).is("=");
        if (written) {
            return;
        }
        List<GoToken> key = body.subList(map + 2, closing);
        GoValue value = scope.value(key);
        value.texts()
                .forEach(name -> byHand.computeIfAbsent(name, any -> EnumSet.noneOf(Source.class))
                        .add(given));
        if (value.texts().isEmpty() && !value.element()) {
            structs.unclear().add("the name " + StructReader.text(key) + " that code looks up is not clear");
        }
    }
}
