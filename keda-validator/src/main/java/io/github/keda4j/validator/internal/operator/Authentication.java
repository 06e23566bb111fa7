package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.validator.internal.core.Subject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that a trigger gets from the authentication that it refers to.
 *
 * @param source the TriggerAuthentication or ClusterTriggerAuthentication; null if there is none or it is unknown
 * @param parameters the parameters by name; null if not even the names are known
 * @param provider the provider of its pod identity; null if it is unknown
 * @param problems the problems that prevent it from working
 */
record Authentication(
        @Nullable Subject source,
        @Nullable Map<String, Value> parameters,
        @Nullable String provider,
        List<Problem> problems) {

    static final String NO_IDENTITY = "none";

    /** Stands for the authentication of a trigger that refers to none. */
    static final Authentication NONE = new Authentication(null, Map.of(), NO_IDENTITY, List.of());

    /** Stands for an authentication about which nothing is known. */
    static final Authentication UNKNOWN = new Authentication(null, null, null, List.of());

    /** The parameters that KEDA considers empty because their source does not exist, which is reported separately. */
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

    /** Whether another source may set the parameter. */
    private static boolean isGiven(@Nullable Value value) {
        return value == null || value.text() != null;
    }

    /** The same authentication with empty values for some parameters. */
    Authentication withEmpty(Set<String> names) {
        Map<String, Value> values = parameters == null ? new HashMap<>() : new HashMap<>(parameters);
        names.forEach(name -> values.put(name, Value.EMPTY));
        return new Authentication(source, values, provider, problems);
    }

    /** How certain it is that an object provides nothing. */
    enum Certainty {
        /** The object does not exist. */
        MISSING,
        /** The object exists but has no data. */
        EMPTY,
        /** Another namespace has an object with that name. */
        ELSEWHERE,
        /** The object is not among the known ones. */
        UNKNOWN;

        boolean isKnown() {
            return this == MISSING || this == EMPTY;
        }
    }

    /** A problem that prevents an authentication from working. */
    sealed interface Problem {

        /**
         * It is certain or probable that a Secret or ConfigMap does not exist or has no data.
         *
         * @param pointer the pointer to the first reference to it
         * @param parameters all parameters that come from it
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

        /**
         * A TriggerAuthentication uses filePath, which KEDA allows only in a ClusterTriggerAuthentication, or the path
         * leads out of the operator's folder.
         */
        record File(String message) implements Problem {}

        /** The role of the pods' service account is used, but there is no service account or no role. */
        record ServiceAccount(String message) implements Problem {}

        /** A role has no effect because KEDA finds no pods. */
        record WithoutPods(String message) implements Problem {}
    }
}
