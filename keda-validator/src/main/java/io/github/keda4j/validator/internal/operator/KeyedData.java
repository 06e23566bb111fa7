package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.validator.internal.core.Base64Text;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.yaml.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The contents of a ConfigMap or a Secret.
 *
 * @param state how much is known about it
 * @param isFound whether it is among the objects
 * @param values the values by key
 */
record KeyedData(State state, boolean isFound, Map<String, Value> values) {

    enum State {
        KNOWN,
        /** The object may or may not exist, or its contents are unknown. */
        UNKNOWN,
        /** The object does not exist. */
        MISSING
    }

    static final String CONFIG_MAP = "ConfigMap";
    static final String SECRET = "Secret";

    private static final KeyedData UNKNOWN = new KeyedData(State.UNKNOWN, false, Map.of());
    private static final KeyedData MISSING = new KeyedData(State.MISSING, false, Map.of());

    static KeyedData of(Bundle bundle, String kind, String namespace, String name) {
        Subject subject = bundle.find("", kind, namespace, name);
        if (subject == null) {
            return bundle.lacks("", kind, namespace, name) ? MISSING : UNKNOWN;
        }
        Node.Mapping tree = subject.tree();
        boolean secret = kind.equals(SECRET);
        Map<String, Value> values = new LinkedHashMap<>();
        Node.Mapping data = tree.mapping("data");
        if (data != null) {
            add(data, secret, secret, values);
        }
        Node.Mapping plain = secret ? tree.mapping("stringData") : null;
        if (plain != null) {
            add(plain, true, false, values);
        }
        // A Secret without data is assumed to be filled by something in the cluster.
        return secret && data == null && plain == null
                ? new KeyedData(State.UNKNOWN, true, Map.of())
                : new KeyedData(State.KNOWN, true, values);
    }

    private static void add(Node.Mapping data, boolean secret, boolean encoded, Map<String, Value> values) {
        for (Node.Entry entry : data.entries()) {
            Value value = Value.UNKNOWN;
            if (entry.value() instanceof Node.Scalar scalar && scalar.isString()) {
                value = encoded ? decoded(scalar.text()) : new Value(scalar.text(), secret);
            }
            values.put(entry.key(), value);
        }
    }

    private static Value decoded(String text) {
        byte[] bytes = Base64Text.decode(text);
        return bytes == null ? Value.UNKNOWN : new Value(new String(bytes, StandardCharsets.UTF_8), true);
    }

    /** The value of a key; empty, as in KEDA, if there is none. */
    Value get(String key) {
        return switch (state) {
            case KNOWN -> values.getOrDefault(key, Value.EMPTY);
            case UNKNOWN -> Value.UNKNOWN;
            case MISSING -> Value.EMPTY;
        };
    }

    /** Whether it is certain that the object has no values. */
    boolean isEmpty() {
        return state == State.KNOWN && values.isEmpty();
    }

    boolean isWithout(String key) {
        return state == State.KNOWN && !values.containsKey(key);
    }
}
