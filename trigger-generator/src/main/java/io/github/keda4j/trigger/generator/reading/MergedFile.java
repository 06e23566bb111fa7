package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file merged with the fragments that it includes: its own parameters and rules come first, and its own values take
 * precedence.
 */
final class MergedFile {

    static final Set<String> KEYS = Set.of(
            "type",
            "description",
            "page",
            "since",
            "deprecated",
            "deprecatedSince",
            "removed",
            "include",
            "podIdentity",
            "rejectsOtherPodIdentity",
            "without",
            "metricTypes",
            "requiresMetricType",
            "additionalParameters",
            "metricName",
            "targetType",
            "target",
            "activation",
            "aws",
            "parameters",
            "rules");
    private static final Set<String> OWN_KEYS =
            Set.of("type", "description", "page", "since", "deprecated", "deprecatedSince", "removed");

    private static final Pattern INCLUDE = Pattern.compile("([^ ]+)( since ([0-9.]+))?");

    private final String name;
    private final Fields top;
    private final Map<String, Fields> parameters = new LinkedHashMap<>();
    private final List<Yaml.Mapping> rules = new ArrayList<>();

    private MergedFile(String name, Fields top) {
        this.name = name;
        this.top = top;
    }

    /** Merges a file with its fragments, which are passed by name. */
    static MergedFile of(String name, Yaml.Mapping mapping, Map<String, Yaml.Mapping> fragments, Problems problems) {
        return new Merging(fragments, problems).merge(name, mapping);
    }

    String name() {
        return name;
    }

    Fields top() {
        return top;
    }

    Map<String, Fields> parameters() {
        return parameters;
    }

    List<Yaml.Mapping> rules() {
        return rules;
    }

    /** Marks everything in the file as new in a release, except parameters that state another release. */
    private void since(Yaml.Scalar release, Set<String> but) {
        parameters.forEach((parameter, fields) -> {
            if (!but.contains(parameter)) {
                fields.addMissing("since", release);
            }
        });
        rules.replaceAll(rule -> {
            Map<String, Yaml> entries = new LinkedHashMap<>(rule.entries());
            entries.putIfAbsent("since", release);
            return new Yaml.Mapping(entries, rule.keys(), rule.place());
        });
    }

    private static final class Merging {

        private final Map<String, Yaml.Mapping> fragments;
        private final Problems problems;
        private final Set<String> open = new LinkedHashSet<>();

        Merging(Map<String, Yaml.Mapping> fragments, Problems problems) {
            this.fragments = fragments;
            this.problems = problems;
        }

        MergedFile merge(String name, Yaml.Mapping mapping) {
            MergedFile merged = new MergedFile(name, new Fields(mapping, name, problems));
            merged.top.allowOnly(KEYS, "key");
            merged.top
                    .mapping("parameters")
                    .ifPresent(parameters ->
                            parameters.entries().forEach((key, value) -> addParameter(merged, key, value, parameters)));
            merged.rules.addAll(merged.top.mappings("rules"));
            for (String include : merged.top.texts("include")) {
                include(merged, include);
            }
            return merged;
        }

        private void addParameter(MergedFile merged, String key, Yaml value, Yaml.Mapping parameters) {
            Place place = parameters.keys().getOrDefault(key, parameters.place());
            if (value instanceof Yaml.Mapping attributes) {
                Yaml.Mapping placed = new Yaml.Mapping(attributes.entries(), attributes.keys(), place);
                merged.parameters.put(key, new Fields(placed, key, problems));
            } else {
                problems.add(place, "parameter " + key + " is " + value.kind() + ", but must be a mapping");
            }
        }

        /** Includes {@code fragment}, or {@code fragment since 2.21}, which only newer releases have. */
        private void include(MergedFile merged, String text) {
            Matcher matcher = INCLUDE.matcher(text);
            if (!matcher.matches()) {
                merged.top.problem("include", "'" + text + "' is neither the name of a fragment nor 'name since 2.21'");
                return;
            }
            String include = matcher.group(1);
            Yaml.Mapping fragment = fragments.get(include);
            if (fragment == null) {
                merged.top.problem(
                        "include",
                        "no fragment shared/" + include + ".yaml" + Problems.suggestion(include, fragments.keySet()));
                return;
            }
            if (!open.add(include)) {
                merged.top.problem("include", "fragments include each other: " + String.join(", ", open));
                return;
            }
            MergedFile part = merge(include, fragment);
            open.remove(include);
            for (String own : OWN_KEYS) {
                if (part.top.has(own)) {
                    part.top.problem(own, "a fragment must not have " + own);
                }
            }
            String since = matcher.group(3);
            if (since != null) {
                part.since(new Yaml.Scalar(since, true, merged.top.placeOf("include")), merged.parameters.keySet());
            }
            merged.top.addMissing(part.top);
            part.parameters.forEach((key, fields) -> {
                Fields mine = merged.parameters.putIfAbsent(key, fields);
                if (mine != null) {
                    mine.addMissing(fields);
                }
            });
            merged.rules.addAll(part.rules);
        }
    }
}
