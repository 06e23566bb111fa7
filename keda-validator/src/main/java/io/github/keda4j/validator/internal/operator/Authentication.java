package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.validator.internal.core.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger gets from the authentication that it refers to.
 *
 * @param source the TriggerAuthentication or ClusterTriggerAuthentication; null if there is none, or it is not known
 * @param parameters by name; null if not even the names are known
 * @param provider of its pod identity; null if it is unknown
 * @param problems what prevents it from working
 */
record Authentication(
        @Nullable Subject source,
        @Nullable Map<String, Value> parameters,
        @Nullable String provider,
        List<Problem> problems) {

    static final String NO_IDENTITY = "none";

    /** For a trigger without an authentication. */
    static final Authentication NONE = new Authentication(null, Map.of(), NO_IDENTITY, List.of());

    /** For a trigger whose authentication is unknown. */
    static final Authentication UNKNOWN = new Authentication(null, null, null, List.of());

    /** The parameters that KEDA takes as empty, because their source does not exist, which is a separate finding. */
    Set<String> missing() {
        Map<String, Value> known = parameters;
        if (known == null || problems.isEmpty()) {
            return Set.of();
        }
        Set<String> missing = new HashSet<>();
        for (Problem problem : problems) {
            if (problem instanceof Problem.MissingKey key) {
                missing.add(key.parameter());
            } else if (problem instanceof Problem.MissingSource source
                    && source.certainty().isKnown()) {
                missing.addAll(source.parameters());
            }
        }
        missing.removeIf(name -> isGiven(known.get(name)));
        return missing;
    }

    /** Another source may give it. */
    private static boolean isGiven(@Nullable Value value) {
        return value == null || value.text() != null;
    }

    /** The same with empty values for some parameters. */
    Authentication withEmpty(Set<String> names) {
        Map<String, Value> values = parameters == null ? new HashMap<>() : new HashMap<>(parameters);
        names.forEach(name -> values.put(name, Value.EMPTY));
        return new Authentication(source, values, provider, problems);
    }

    /** How sure it is that an object does not give anything. */
    enum Certainty {
        /** It does not exist. */
        MISSING,
        /** It exists and has no data. */
        EMPTY,
        /** Another namespace has one of that name. */
        ELSEWHERE,
        /** It is not among the objects. */
        UNKNOWN;

        boolean isKnown() {
            return this == MISSING || this == EMPTY;
        }
    }

    /** What prevents an authentication from working. */
    sealed interface Problem {

        /**
         * There is certainly, or probably, no such object with data: a Secret, a ConfigMap.
         *
         * @param pointer to the first reference to it
         * @param parameters all that come from it
         */
        record MissingSource(
                String pointer,
                List<String> parameters,
                String kind,
                String namespace,
                String name,
                Certainty certainty)
                implements Problem {}

        /** The Secret or ConfigMap has no such key. */
        record MissingKey(String pointer, String parameter, String kind, String namespace, String name, String key)
                implements Problem {}

        /** Parameters from a file of the operator, for a TriggerAuthentication or outside the operator's folder. */
        record File(String message) implements Problem {}

        /** The role of the pods' service account, without an account or a role. */
        record ServiceAccount(String message) implements Problem {}

        /** A role that KEDA does not take, because it sees no pods. */
        record WithoutPods(String message) implements Problem {}
    }
}
