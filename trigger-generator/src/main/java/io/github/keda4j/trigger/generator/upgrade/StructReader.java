package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Field;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Struct;
import io.github.keda4j.trigger.generator.upgrade.KedaParameter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a struct and of the structs inside it, as KEDA's TypedConfig does. */
final class StructReader {

    private static final Map<String, Source> SOURCES =
            Map.of("triggerMetadata", Source.METADATA, "resolvedEnv", Source.ENV, "authParams", Source.AUTH);
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("string", Kind.STRING),
            Map.entry("bool", Kind.BOOLEAN),
            Map.entry("int", Kind.LONG),
            Map.entry("int64", Kind.LONG),
            Map.entry("uint", Kind.LONG),
            Map.entry("uint64", Kind.LONG),
            Map.entry("int32", Kind.INT),
            Map.entry("uint32", Kind.LONG),
            Map.entry("float32", Kind.DOUBLE),
            Map.entry("float64", Kind.DOUBLE));

    private final GoSources sources;
    private final List<KedaParameter> parameters = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();

    StructReader(GoSources sources) {
        this.sources = sources;
    }

    List<KedaParameter> parameters() {
        return parameters;
    }

    List<String> unclear() {
        return unclear;
    }

    /** Reads the struct of the given type; {@code optional} makes everything in it optional. */
    void read(String inPackage, List<GoToken> type, boolean optional) {
        List<GoToken> plain = withoutPointer(type);
        Struct struct = sources.struct(inPackage, plain);
        if (struct == null) {
            unclear.add("no struct " + text(plain) + " is declared below pkg/scalers");
            return;
        }
        read(sources.packageOf(inPackage, plain), text(plain), struct, optional);
    }

    private void read(String inPackage, String owner, Struct struct, boolean optional) {
        for (Field field : struct.fields()) {
            KedaTag tag = KedaTag.of(field.tag()).orElse(null);
            if (tag == null) {
                continue; // KEDA skips fields without a tag, even embedded ones
            }
            boolean fieldOptional = optional || tag.flag("optional");
            if (!tag.values("name").isEmpty()) {
                parameters.add(parameter(inPackage, owner + "." + field.name(), field, tag, fieldOptional));
            } else if (field.struct() != null) {
                read(inPackage, owner + "." + field.name(), field.struct(), fieldOptional);
            } else {
                read(inPackage, field.type(), fieldOptional);
            }
        }
    }

    private KedaParameter parameter(String inPackage, String where, Field field, KedaTag tag, boolean optional) {
        List<Source> from = new ArrayList<>();
        for (String source : tag.values("order")) {
            Source known = SOURCES.get(source);
            if (known == null) {
                unclear.add(where + " is read from " + source + ", which the catalogue does not know");
            } else {
                from.add(known);
            }
        }
        boolean refused = tag.has("deprecated");
        boolean hasDefault =
                tag.value("default").filter(text -> !text.isEmpty()).isPresent();
        return new KedaParameter(
                where,
                tag.values("name"),
                kind(inPackage, where, field.type()),
                List.copyOf(from),
                tag.value("default").filter(text -> !text.isEmpty()),
                !optional && !hasDefault && !refused,
                tag.values("enum"),
                tag.values("exclusiveSet"),
                tag.value("separator").filter(text -> !text.isEmpty()).orElse(","),
                refused,
                tag.has("deprecatedAnnounce"));
    }

    private Kind kind(String inPackage, String where, List<GoToken> declared) {
        List<GoToken> type = withoutPointer(declared);
        String text = text(type);
        Kind known = KINDS.get(text);
        if (known != null) {
            return known;
        }
        switch (text) {
            case "url.Values" -> {
                return Kind.QUERY;
            }
            case "time.Duration" -> {
                return Kind.DURATION;
            }
            default -> {}
        }
        if (text.startsWith("[]")) {
            Kind element = kind(inPackage, where, type.subList(2, type.size()));
            return element == Kind.LONG || element == Kind.INT ? Kind.INT_LIST : Kind.LIST;
        }
        if (text.startsWith("map[")) {
            return Kind.MAP;
        }
        List<GoToken> underlying = sources.underlying(inPackage, type);
        if (underlying != null) {
            return kind(sources.packageOf(inPackage, type), where, underlying);
        }
        if (type.size() == 3) {
            return Kind.STRING; // a named type of another library; KEDA converts the text to it
        }
        unclear.add(where + " has the type " + text + ", which the catalogue does not know");
        return Kind.STRING;
    }

    private static List<GoToken> withoutPointer(List<GoToken> type) {
        return !type.isEmpty() && type.get(0).is("*") ? type.subList(1, type.size()) : type;
    }

    static String text(@Nullable List<GoToken> tokens) {
        StringBuilder text = new StringBuilder();
        if (tokens != null) {
            tokens.forEach(token -> text.append(token.text()));
        }
        return text.toString();
    }
}
