package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the environment of a container as {@code ResolveContainerEnv} in KEDA's resolver does. */
final class EnvironmentReader {

    /**
     * The limit for the length of values; it is more than Linux allows for a process, and enough for variables that
     * refer to each other.
     */
    private static final int LONGEST = 1 << 20;

    private final Bundle bundle;
    private final String namespace;
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private final List<Environment.Failure> failures = new ArrayList<>(0);
    private boolean open;

    private EnvironmentReader(Bundle bundle, String namespace) {
        this.bundle = bundle;
        this.namespace = namespace;
    }

    static Environment read(Node.Mapping container, String namespace, Bundle bundle) {
        EnvironmentReader reader = new EnvironmentReader(bundle, namespace);
        List<Node> sources = container.elements("envFrom");
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i) instanceof Node.Mapping source) {
                reader.addAll(source, "envFrom[" + i + "]");
            }
        }
        List<Node> variables = container.elements("env");
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i) instanceof Node.Mapping variable) {
                reader.add(variable, i);
            }
        }
        return new Environment(reader.variables, reader.open, reader.failures);
    }

    private void addAll(Node.Mapping source, String what) {
        String prefix = Trees.text(source, "prefix");
        String kind = KeyedData.CONFIG_MAP;
        Node.Mapping reference = source.mapping("configMapRef");
        if (reference == null) {
            kind = KeyedData.SECRET;
            reference = source.mapping("secretRef");
        }
        if (reference == null) {
            return;
        }
        KeyedData data = KeyedData.of(bundle, kind, namespace, Trees.text(reference, "name"));
        switch (data.state()) {
            case KNOWN -> data.values().forEach((key, value) -> variables.put(prefix + key, value));
            case MISSING -> failUnlessOptional(what, kind, reference);
            case UNKNOWN -> {
                open = true;
                variables.replaceAll((name, value) -> name.startsWith(prefix) ? Value.UNKNOWN : value);
            }
        }
    }

    private void failUnlessOptional(String what, String kind, Node.Mapping reference) {
        if (!Trees.isTrue(reference, "optional")) {
            failures.add(new Environment.Failure(
                    what,
                    kind + " " + namespace + "/" + Trees.text(reference, "name")
                            + " does not exist. Unless it is optional, KEDA builds no scaler."));
        }
    }

    private void add(Node.Mapping variable, int index) {
        String name = Trees.text(variable, "name");
        String text = Trees.text(variable, "value");
        Node.Mapping from = variable.mapping("valueFrom");
        if (!text.isEmpty()) {
            variables.put(name, expanded(text));
        } else if (from == null) {
            variables.put(name, Value.EMPTY);
        } else {
            Value value = from(from, "env[" + index + "]");
            if (value != null) {
                variables.put(name, value);
            }
        }
    }

    /** The value; null if KEDA skips the variable, as it does for pod fields and missing optional sources. */
    private @Nullable Value from(Node.Mapping source, String what) {
        String kind = KeyedData.SECRET;
        Node.Mapping reference = source.mapping("secretKeyRef");
        if (reference == null) {
            kind = KeyedData.CONFIG_MAP;
            reference = source.mapping("configMapKeyRef");
        }
        if (reference == null) {
            return null;
        }
        KeyedData data = KeyedData.of(bundle, kind, namespace, Trees.text(reference, "name"));
        if (data.state() == KeyedData.State.MISSING) {
            failUnlessOptional(what, kind, reference);
            return null;
        }
        return data.get(Trees.text(reference, "key"));
    }

    /** Replaces each {@code $(NAME)} with the value of a variable that is already set. */
    private Value expanded(String text) {
        int dollar = text.indexOf('$');
        if (dollar < 0) {
            return Value.of(text);
        }
        StringBuilder expanded = new StringBuilder(text.length());
        boolean secret = false;
        int copied = 0;
        int lastClose = text.lastIndexOf(')');
        // KEDA recognizes a dollar sign only if at least three more characters follow.
        while (dollar >= 0 && dollar + 3 < text.length()) {
            expanded.append(text, copied, dollar);
            int end = dollar + 2;
            int close = text.charAt(dollar + 1) == '(' && lastClose > dollar ? text.indexOf(')', dollar) : -1;
            if (close > 0) {
                String name = text.substring(dollar + 2, close);
                Value value = known(name);
                if (value.text() == null || expanded.length() + value.text().length() > LONGEST) {
                    return Value.UNKNOWN;
                }
                secret |= value.isSecret();
                expanded.append(value.text());
                end = close + 1;
            } else if (text.charAt(dollar + 1) == '$') {
                expanded.append('$');
            } else {
                expanded.append(text, dollar, end);
            }
            copied = end;
            dollar = text.indexOf('$', end);
        }
        return new Value(expanded.append(text.substring(copied)).toString(), secret);
    }

    private Value known(String name) {
        Value value = variables.get(name);
        return value == null && open
                ? Value.UNKNOWN
                : Objects.requireNonNullElseGet(value, () -> Value.of("$(" + name + ")"));
    }
}
