package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.trigger.ParameterInfo;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the right place for an unknown field: its name in older releases, common other names, other places where the
 * kind has a field of that name, and similar words.
 */
final class Placements {

    /** Common wrong names and places of fields, by the place in which people write them. */
    private static final Map<String, KnownMistake> KNOWN = Map.ofEntries(
            renamed(".spec.scaleTargetRef", "deploymentName", "name", "In KEDA 1, it was called deploymentName."),
            renamed(".spec.scaleTargetRef", "containerName", "envSourceContainerName", null),
            renamed(".spec", "minReplicas", "minReplicaCount", null),
            renamed(".spec", "maxReplicas", "maxReplicaCount", null),
            renamed(".spec", "idleReplicas", "idleReplicaCount", null),
            renamed(".spec", "scaleTarget", "scaleTargetRef", null),
            renamed(".spec", "targetRef", "scaleTargetRef", null),
            renamed(".spec", "coolDown", "cooldownPeriod", null),
            renamed(".spec", "cooldown", "cooldownPeriod", null),
            renamed(".spec", "pollingPeriod", "pollingInterval", null),
            renamed(".spec.fallback", "threshold", "failureThreshold", null),
            renamed(".spec.triggers[]", "authRef", "authenticationRef", null),
            renamed(".spec.triggers[]", "authentication", "authenticationRef", null),
            renamed(".spec.triggers[]", "triggerAuthenticationRef", "authenticationRef", null),
            renamed(".spec.advanced.horizontalPodAutoscalerConfig.behavior", "scaleIn", "scaleDown", null),
            renamed(".spec.advanced.horizontalPodAutoscalerConfig.behavior", "scaleOut", "scaleUp", null),
            Map.entry(
                    ".spec.awsRoleArn",
                    new KnownMistake(
                            "podIdentity",
                            Suggestion.moveTo("spec.podIdentity.roleArn, together with provider: aws"))));

    /** Fields that occur in so many parts that their other places are not useful as a suggestion. */
    private static final Set<String> COMMON = Set.of(
            "name", "kind", "type", "key", "value", "parameter", "namespace", "metadata", "labels", "apiVersion");

    private static final String TRIGGER = ".spec.triggers[]";
    private static final String TRIGGER_METADATA = ".spec.triggers[].metadata";

    private final KedaKind kind;
    private final Schema root;
    private volatile @Nullable Map<String, List<Place>> places;

    Placements(KedaKind kind, Schema root) {
        this.kind = kind;
        this.root = root;
    }

    /**
     * A common mistake.
     *
     * @param needs a field that the part must contain for this to be the mistake
     * @param suggestion what to do
     */
    private record KnownMistake(String needs, Suggestion suggestion) {}

    private static Map.Entry<String, KnownMistake> renamed(
            String path, String field, String sibling, @Nullable String because) {
        Suggestion suggestion = new Suggestion(sibling, "Rename " + field + " to " + sibling + ".", because);
        return Map.entry(path + "." + field, new KnownMistake(sibling, suggestion));
    }

    /**
     * Returns what to do about an unknown field; null if there is no similar field.
     *
     * @param entry the field
     * @param path the path of the part that contains it, such as {@code .spec.triggers[]}
     * @param part the part that contains it
     * @param schema the schema of that part
     */
    @Nullable
    Suggestion of(Node.Entry entry, String path, Node.Mapping part, Schema schema) {
        String field = entry.key();
        for (String known : schema.properties.keySet()) {
            if (known.equalsIgnoreCase(field)) {
                return Suggestion.didYouMean(known);
            }
        }
        Suggestion special = ofOtherKind(field, path);
        if (special != null) {
            return special;
        }
        KnownMistake mistake = KNOWN.get(path + "." + field);
        if (mistake != null && schema.property(mistake.needs()) != null) {
            return mistake.suggestion();
        }
        if (path.equals(TRIGGER) && isParameter(field, part)) {
            return Suggestion.moveTo("the metadata of the trigger");
        }
        String place = COMMON.contains(field) ? null : placeOf(entry);
        if (place != null) {
            return Suggestion.moveTo(place);
        }
        String near = NearestWord.of(field, schema.properties.keySet());
        return near == null ? null : Suggestion.didYouMean(near);
    }

    private @Nullable Suggestion ofOtherKind(String field, String path) {
        if (!path.equals(".spec")) {
            return null;
        }
        if (kind == KedaKind.SCALED_JOB && field.equals("scaleTargetRef")) {
            return new Suggestion(
                    "jobTargetRef",
                    "Add a jobTargetRef, or make it a ScaledObject.",
                    "A ScaledJob creates Jobs and has no scaleTargetRef.");
        }
        if (kind == KedaKind.SCALED_OBJECT && field.equals("jobTargetRef")) {
            return new Suggestion(
                    "scaleTargetRef",
                    "Add a scaleTargetRef, or make it a ScaledJob.",
                    "A ScaledObject scales a workload and has no jobTargetRef.");
        }
        if (field.equals("scaleType")) {
            return new Suggestion(
                    null, "Remove it.", "In KEDA 2, the kind determines what is scaled: ScaledObject or ScaledJob.");
        }
        return null;
    }

    private static boolean isParameter(String field, Node.Mapping trigger) {
        String type = Trees.string(trigger, "type");
        return type != null && hasParameter(type, field);
    }

    private static boolean hasParameter(String type, String name) {
        if (!Triggers.types().contains(type)) {
            return false;
        }
        for (ParameterInfo parameter : Triggers.parameters(type)) {
            if (parameter.name().equals(name) || parameter.aliases().contains(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a key of a trigger's metadata is a field of the trigger itself, which KEDA does not read from the
     * metadata.
     *
     * @param path the path of the metadata
     * @param trigger the trigger that contains the metadata
     */
    boolean isFieldOfTrigger(String key, String path, Node.@Nullable Mapping trigger) {
        if (!path.equals(TRIGGER_METADATA) || trigger == null) {
            return false;
        }
        return switch (key) {
            case "authenticationRef", "metricType", "useCachedMetrics" -> !isParameter(key, trigger);
            default -> false;
        };
    }

    /**
     * A place where a kind has a field.
     *
     * @param path the path, such as {@code spec.fallback.replicas}
     * @param type the type of the field
     */
    private record Place(String path, Schema.Type type) {}

    /**
     * The least nested place at which the kind has a field with that name and with a type that fits the written value.
     */
    private @Nullable String placeOf(Node.Entry entry) {
        Place best = null;
        for (Place place : places().getOrDefault(entry.key(), List.of())) {
            boolean fits = switch (place.type()) {
                case OBJECT -> entry.value() instanceof Node.Mapping;
                case ARRAY -> entry.value() instanceof Node.Sequence;
                default -> entry.value() instanceof Node.Scalar;
            };
            if (fits && (best == null || depth(place.path()) < depth(best.path()))) {
                best = place;
            }
        }
        return best == null ? null : best.path();
    }

    private Map<String, List<Place>> places() {
        Map<String, List<Place>> made = places;
        if (made == null) {
            made = new HashMap<>();
            Schema spec = root.property("spec");
            if (spec != null) {
                collect("spec", spec, made);
            }
            places = made;
        }
        return made;
    }

    private static void collect(String path, Schema schema, Map<String, List<Place>> places) {
        for (Map.Entry<String, Schema> field : schema.properties.entrySet()) {
            Schema inner = field.getValue();
            String place = path + "." + field.getKey();
            List<Place> same = places.get(field.getKey());
            if (same == null) {
                same = new ArrayList<>(1);
                places.put(field.getKey(), same);
            }
            same.add(new Place(place, inner.type));
            // The pod template belongs to Kubernetes and has so many fields that it would match nearly every name.
            if (!field.getKey().equals("template")) {
                Schema items = inner.items;
                collect(items == null ? place : place + "[]", items == null ? inner : items, places);
            }
        }
    }

    private static int depth(String path) {
        int depth = 0;
        for (int i = 0; i < path.length(); i++) {
            depth += path.charAt(i) == '.' ? 1 : 0;
        }
        return depth;
    }

    /** Makes a hint from the allowed words, or from the nearest one. */
    static String oneOf(String given, List<String> words) {
        String near = NearestWord.of(given, words);
        return near == null || near.isEmpty()
                ? "Write one of " + Words.either(words) + "."
                : "Did you mean " + near + "?";
    }
}
