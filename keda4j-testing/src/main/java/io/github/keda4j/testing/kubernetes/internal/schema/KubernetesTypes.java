package io.github.keda4j.testing.kubernetes.internal.schema;

import io.github.keda4j.testing.kubernetes.internal.schema.Type.Field;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListKind;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.ListOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.MapOf;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.PatchStrategy;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Presence;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Scalar;
import io.github.keda4j.testing.kubernetes.internal.schema.Type.Struct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code kubernetes.txt}, the structs of Kubernetes' own API; its header describes the format. */
final class KubernetesTypes {

    private static final String TABLE = "kubernetes.txt";
    private static final Map<String, Struct> STRUCTS = read();

    private final Map<String, Struct> structs;

    private KubernetesTypes(Map<String, Struct> structs) {
        this.structs = structs;
    }

    /** The struct of a name such as {@code core.v1.Container}. */
    static Struct struct(String name) {
        return Objects.requireNonNull(STRUCTS.get(name), name);
    }

    private static Map<String, Struct> read() {
        List<String> lines = lines();
        Map<String, Struct> structs = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith("type ")) {
                String[] words = line.split(" ", -1);
                structs.put(words[1], new Struct(words[1], words.length > 2, null));
            }
        }
        KubernetesTypes reader = new KubernetesTypes(structs);
        Struct current = null;
        for (String line : lines) {
            if (line.startsWith("type ")) {
                current = struct(structs, line.split(" ", -1)[1]);
            } else if (current != null) {
                current.add(reader.field(line.strip()));
            }
        }
        return structs;
    }

    private static List<String> lines() {
        try (InputStream table = KubernetesTypes.class.getResourceAsStream(TABLE);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(table, TABLE), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Struct struct(Map<String, Struct> structs, String name) {
        return Objects.requireNonNull(structs.get(name), name);
    }

    private Field field(String line) {
        String[] words = line.split(" ", -1);
        int patch = Arrays.asList(words).indexOf("patch");
        String[] type = Arrays.copyOfRange(words, 2, patch < 0 ? words.length : patch);
        return new Field(
                words[0], type(type[0], type.length > 1 ? type[1] : ""), presence(words[1]), patch(words, patch));
    }

    private static Presence presence(String sign) {
        return switch (sign) {
            case "?" -> Presence.UNLESS_ZERO;
            case "*" -> Presence.UNLESS_NULL;
            case "!" -> Presence.ALWAYS;
            case "!*" -> Presence.ALWAYS_OR_NULL;
            default -> throw new IllegalStateException(sign);
        };
    }

    /** @param merge how the value merges: empty, atomic, set, or keys */
    private Type type(String text, String merge) {
        if (text.startsWith("{")) {
            return new MapOf(type(inner(text), ""), merge.equals("atomic"));
        }
        if (text.startsWith("[")) {
            Type elements = type(inner(text), "");
            return switch (merge) {
                case "atomic" -> new ListOf(elements, ListKind.ATOMIC, List.of());
                case "set" -> new ListOf(elements, ListKind.SET, List.of());
                default -> new ListOf(elements, ListKind.MAP, keys(merge));
            };
        }
        return switch (text) {
            case "string" -> Scalar.STRING;
            case "bool" -> Scalar.BOOL;
            case "int32" -> Scalar.INT32;
            case "int64" -> Scalar.INT64;
            case "float64" -> Scalar.FLOAT64;
            case "quantity" -> Scalar.QUANTITY;
            case "intOrString" -> Scalar.INT_OR_STRING;
            case "time" -> Scalar.TIME;
            case "microTime" -> Scalar.MICRO_TIME;
            case "bytes" -> Scalar.BYTES;
            case "raw" -> Type.Free.ATOMIC;
            default -> struct(structs, text);
        };
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static List<Type.Key> keys(String text) {
        List<Type.Key> keys = new ArrayList<>();
        for (String key : text.split(",", -1)) {
            String[] parts = key.split("=", 2);
            keys.add(new Type.Key(parts[0], parts.length == 1 ? null : parts[1].equals("0") ? (Object) 0L : parts[1]));
        }
        return keys;
    }

    private static PatchStrategy patch(String[] words, int start) {
        if (start < 0) {
            return PatchStrategy.NONE;
        }
        List<String> strategies = Arrays.asList(words[start + 1].split(",", -1));
        return new PatchStrategy(
                strategies.contains("merge"),
                strategies.contains("retainKeys"),
                words.length > start + 2 ? words[start + 2] : "");
    }
}
