package io.github.keda4j.trigger.generator.upgrade;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declarations of one Go package that concern parameters. */
final class GoPackage {

    /**
     * A field of a struct. {@code name} is empty for an embedded one; {@code type} is its tokens; {@code tag} is the
     * whole tag or empty; {@code struct} has the fields of a struct that is written out instead of a type.
     */
    record Field(
            String name,
            List<GoToken> type,
            String tag,
            @Nullable Struct struct) {}

    record Struct(List<Field> fields) {}

    /**
     * A function or method by its tokens: receiver and parameters between their brackets, results without them, body
     * between the braces.
     */
    record Function(List<GoToken> receiver, List<GoToken> parameters, List<GoToken> results, List<GoToken> body) {}

    private final Map<String, Struct> structs = new HashMap<>();
    private final Map<String, List<GoToken>> types = new HashMap<>();
    private final Map<String, Function> functions = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private final Map<String, String> imports = new HashMap<>();

    Map<String, Struct> structs() {
        return structs;
    }

    /** Declared types other than structs, by name, as the tokens that follow the name. */
    Map<String, List<GoToken>> types() {
        return types;
    }

    /** Functions by name; methods by {@code Receiver.name}. */
    Map<String, Function> functions() {
        return functions;
    }

    /** Packages that are imported under another name, by that name. */
    Map<String, String> imports() {
        return imports;
    }

    /** Constants that are strings. */
    Map<String, String> constants() {
        return constants;
    }
}
