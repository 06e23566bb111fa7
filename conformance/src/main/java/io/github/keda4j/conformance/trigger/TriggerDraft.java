package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.conformance.generate.Dice;
import io.github.keda4j.conformance.generate.Mutation;
import io.github.keda4j.conformance.generate.Samples;
import io.github.keda4j.conformance.judge.Json;
import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.ParameterSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A trigger under construction: an example with some changes. */
final class TriggerDraft {

    private static final String FROM_ENV = "FromEnv";
    private static final String VARIABLE = "VARIABLE_";

    private final String type;
    private final List<ParameterInfo> parameters;
    private final Dice dice;

    private final Map<String, String> metadata;
    private final Map<String, String> authentication;
    private final Map<String, String> environment;
    private final ObjectNode podIdentity = Json.object();
    private String metricType;

    TriggerDraft(String type, List<ParameterInfo> parameters, TriggerSeed seed, Dice dice) {
        this.type = type;
        this.parameters = parameters;
        this.dice = dice;
        this.metadata = new LinkedHashMap<>(seed.metadata());
        this.authentication = new LinkedHashMap<>(seed.authentication());
        this.environment = new LinkedHashMap<>(seed.environment());
        this.metricType = seed.metricType();
        if (!seed.podIdentity().isEmpty()) {
            podIdentity.put("provider", seed.podIdentity());
        }
    }

    /** One change of any kind. */
    void change() {
        int chance = dice.below(100);
        if (chance < 38) {
            changeValue();
        } else if (chance < 48) {
            drop();
        } else if (chance < 54) {
            empty();
        } else if (chance < 72) {
            add();
        } else if (chance < 84) {
            move();
        } else if (chance < 89) {
            rename();
        } else if (chance < 94) {
            identify();
        } else if (chance < 98) {
            metricType = dice.oneIn(4) ? "" : dice.pick(Samples.of("metricTypes"));
        } else {
            blend(dice.pick(TriggerSeed.of(type)));
        }
    }

    /** A change after which KEDA still accepts most triggers. */
    void changeGently() {
        if (dice.oneIn(3)) {
            move();
        } else {
            ParameterInfo parameter = dice.pick(parameters);
            place(parameter, parameter.name(), ParameterTexts.good(parameter, dice));
        }
    }

    private void changeValue() {
        Map<String, String> map = mapOf();
        String key = keyOf(map);
        if (key.isEmpty()) {
            add();
            return;
        }
        String before = map.getOrDefault(key, "");
        map.put(key, dice.oneIn(4) ? Mutation.of(before, dice) : ParameterTexts.any(parameter(key), dice));
    }

    private void drop() {
        Map<String, String> map = mapOf();
        map.remove(keyOf(map));
    }

    private void empty() {
        Map<String, String> map = mapOf();
        String key = keyOf(map);
        if (!key.isEmpty()) {
            map.put(key, dice.pick("", "", " ", "null", "\u00a0", "\t"));
        }
    }

    private void add() {
        ParameterInfo parameter = dice.pick(parameters);
        List<String> names = new ArrayList<>(parameter.aliases());
        names.add(parameter.name());
        String name = dice.pick(names);
        String value = dice.oneIn(2) ? ParameterTexts.good(parameter, dice) : ParameterTexts.any(parameter, dice);
        place(parameter, name.endsWith(".*") ? name.replace("*", dice.pick("a", "b", "A", "")) : name, value);
    }

    /** Adds a parameter, usually in the place where KEDA looks for it. */
    private void place(ParameterInfo parameter, String name, String value) {
        ParameterSource source = dice.oneIn(6) ? dice.pick(ParameterSource.values()) : dice.pick(parameter.sources());
        switch (source) {
            case METADATA -> metadata.put(name, value);
            case AUTH -> authentication.put(name, value);
            case ENV -> putVariable(name, value);
        }
    }

    private void putVariable(String name, String value) {
        String variable = VARIABLE + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        metadata.put(name + FROM_ENV, dice.oneIn(12) ? "" : variable);
        if (!dice.oneIn(6)) {
            environment.put(variable, dice.oneIn(10) ? "" : value);
        }
    }

    private void move() {
        Map<String, String> map = mapOf();
        String key = keyOf(map);
        if (key.isEmpty() || key.endsWith(FROM_ENV) || map == environment) {
            return;
        }
        String value = map.getOrDefault(key, "");
        if (!dice.oneIn(5)) {
            map.remove(key);
        }
        switch (dice.below(3)) {
            case 0 -> metadata.put(key, value);
            case 1 -> authentication.put(key, value);
            default -> putVariable(key, value);
        }
    }

    private void rename() {
        Map<String, String> map = mapOf();
        String key = keyOf(map);
        if (key.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>(parameter(key).aliases());
        names.add(key.toLowerCase(Locale.ROOT));
        names.add(key.toUpperCase(Locale.ROOT));
        names.add(key + " ");
        names.add(dice.pick(parameters).name());
        String value = map.getOrDefault(key, "");
        if (dice.oneIn(2)) {
            map.remove(key);
        }
        map.put(dice.pick(names), value);
    }

    private void identify() {
        podIdentity.removeAll();
        if (dice.oneIn(4)) {
            return;
        }
        String provider = dice.pick(Samples.of("podIdentities"));
        podIdentity.put("provider", provider);
        if (provider.equals("aws") && dice.oneIn(2)) {
            podIdentity.put("roleArn", dice.pick("arn:aws:iam::111122223333:role/r", "", "r", " "));
        }
        if (provider.equals("azure-workload") && dice.oneIn(2)) {
            podIdentity.put("identityId", dice.pick("id", "", " "));
        }
    }

    private void blend(TriggerSeed other) {
        Map<String, String> from = dice.oneIn(3) ? other.authentication() : other.metadata();
        Map<String, String> into = from == other.metadata() ? metadata : authentication;
        from.forEach((key, value) -> {
            if (dice.oneIn(2)) {
                into.put(key, value);
            }
        });
        environment.putAll(other.environment());
    }

    private Map<String, String> mapOf() {
        int chance = dice.below(10);
        if (chance < 3 && !authentication.isEmpty()) {
            return authentication;
        }
        return chance < 4 && !environment.isEmpty() ? environment : metadata;
    }

    /** One of the map's keys; empty if it has none. */
    private String keyOf(Map<String, String> map) {
        return map.isEmpty() ? "" : dice.pick(List.copyOf(map.keySet()));
    }

    /** The parameter with a key, or any parameter if KEDA does not know the key. */
    private ParameterInfo parameter(String key) {
        String name = key.endsWith(FROM_ENV) ? key.substring(0, key.length() - FROM_ENV.length()) : key;
        for (ParameterInfo parameter : parameters) {
            if (parameter.name().equals(name) || parameter.aliases().contains(name)) {
                return parameter;
            }
        }
        return dice.pick(parameters);
    }

    /** The question; empty parts are left out. */
    ObjectNode question() {
        ObjectNode question = Json.object().put("ask", "trigger").put("type", type);
        put(question, "metadata", metadata);
        put(question, "authParams", authentication);
        put(question, "env", environment);
        if (!podIdentity.isEmpty()) {
            question.set("podIdentity", podIdentity);
        }
        boolean job = dice.oneIn(10);
        if (job) {
            question.put("kind", "ScaledJob"); // the API server drops the metricType of its triggers
        } else if (!metricType.isEmpty()) {
            question.put("metricType", metricType);
        }
        if (!job && dice.oneIn(8)) {
            question.put("asMetricSource", true);
        }
        if (dice.oneIn(4)) {
            question.put("index", dice.between(1, 12));
        }
        if (dice.oneIn(8)) {
            question.put("namespace", dice.pick("shop", "a-b", "1"));
        }
        if (dice.oneIn(8)) {
            question.put("name", dice.pick("orders", "a b", ""));
        }
        return question;
    }

    private static void put(ObjectNode question, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode object = question.putObject(field);
            texts.forEach(object::put);
        }
    }
}
