package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Selects the objects of a request. */
final class Selectors {

    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([^=!\\s()]+)");

    /** The fields other than the name by which objects of some of Kubernetes' kinds can be selected. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Pod",
                    Set.of(
                            "spec.nodeName",
                            "spec.restartPolicy",
                            "spec.schedulerName",
                            "spec.serviceAccountName",
                            "status.phase"),
            "Secret", Set.of("type"),
            "Namespace", Set.of("status.phase"),
            "Job", Set.of("status.successful"));

    private Selectors() {}

    /** The objects that match the selectors of a request; all if it has none. */
    static Predicate<Map<String, @Nullable Object>> of(Kind kind, ApiRequest request) {
        return labels(request.parameter("labelSelector")).and(fields(kind, request.parameter("fieldSelector")));
    }

    private static Predicate<Map<String, @Nullable Object>> labels(String selector) {
        Predicate<Map<String, @Nullable Object>> all = object -> true;
        for (String requirement : requirements(selector)) {
            Predicate<Map<String, @Nullable Object>> one = label(requirement);
            all = all.and(object -> one.test(Json.map(Json.at(object, "metadata", "labels"))));
        }
        return all;
    }

    /** Splits at the commas that are not between parentheses. */
    private static List<String> requirements(String selector) {
        List<String> requirements = new ArrayList<>();
        int depth = 0;
        StringBuilder current = new StringBuilder();
        for (char c : (selector + ",").toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                if (!current.toString().isBlank()) {
                    requirements.add(current.toString().strip());
                }
                current.setLength(0);
            } else {
                current.append(c);
            }
        }
        if (depth != 0) {
            throw ApiException.badRequest("unable to parse requirement: found '', expected: ',' or ')'");
        }
        return requirements;
    }

    private static Predicate<Map<String, @Nullable Object>> label(String requirement) {
        Matcher set = SET.matcher(requirement);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            boolean in = set.group(2).equals("in");
            return labels -> (labels.get(set.group(1)) instanceof String value && values.contains(value)) == in;
        }
        Matcher equality = EQUALITY.matcher(requirement);
        if (equality.matches()) {
            boolean equal = !equality.group(2).equals("!=");
            return labels -> equality.group(3).equals(labels.get(equality.group(1))) == equal;
        }
        Matcher existence = EXISTENCE.matcher(requirement);
        if (existence.matches()) {
            boolean exists = existence.group(1).isEmpty();
            return labels -> labels.containsKey(existence.group(2)) == exists;
        }
        throw ApiException.badRequest("unable to parse requirement: " + requirement);
    }

    private static Predicate<Map<String, @Nullable Object>> fields(Kind kind, String selector) {
        Predicate<Map<String, @Nullable Object>> all = object -> true;
        for (String requirement : requirements(selector)) {
            Matcher equality = EQUALITY.matcher(requirement);
            if (!equality.matches()) {
                throw ApiException.badRequest(
                        "invalid selector: '" + requirement + "'; can't understand '" + requirement + "'");
            }
            String field = equality.group(1);
            if (!field.equals("metadata.name")
                    && !field.equals("metadata.namespace")
                    && !FIELDS.getOrDefault(kind.custom() ? "" : kind.name(), Set.of())
                            .contains(field)) {
                throw ApiException.badRequest("field label not supported: " + field);
            }
            boolean equal = !equality.group(2).equals("!=");
            all = all.and(object -> {
                Object value = Json.at(object, field.split("\\."));
                return equality.group(3).equals(value == null ? "" : value.toString()) == equal;
            });
        }
        return all;
    }
}
