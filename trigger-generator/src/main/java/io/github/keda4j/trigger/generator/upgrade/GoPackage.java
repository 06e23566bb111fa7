package io.github.keda4j.trigger.generator.upgrade;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declarations of one Go package that concern parameters. */
final class GoPackage {

    /**
     * A field of a struct. The {@code name} is empty for an embedded field; {@code type} holds the tokens of its type;
     * {@code tag} is the whole tag or empty; {@code struct} holds the fields of an inline struct.
     */
    record Field(
            String name,
            List<GoToken> type,
            String tag,
            @Nullable Struct struct) {}

    record Struct(List<Field> fields) {}

    /**
     * The tokens of a function or method: receiver and parameters without their brackets, results without brackets, and
     * the body without its braces.
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

    /** The declared types except structs, by name. A type is given by the tokens that follow its name. */
    Map<String, List<GoToken>> types() {
        return types;
    }

    /** Functions by name, and methods by {@code Receiver.name}. */
    Map<String, Function> functions() {
        return functions;
    }

    /** Packages that are imported under another name, by this name. */
    Map<String, String> imports() {
        return imports;
    }

    /** The constants that are strings. */
    Map<String, String> constants() {
        return constants;
    }
}
