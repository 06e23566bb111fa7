package io.github.keda4j.trigger;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.trigger.internal.AuthenticationContents;
import io.github.keda4j.trigger.internal.Surroundings;
import io.github.keda4j.trigger.internal.Truth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the context of a trigger when it is checked: KEDA's version, the authentication that it refers
 * to, the environment of the scaled container. Rules that depend on unknown facts are skipped. Immutable.
 */
public final class TriggerContext {

    private static final TriggerContext UNKNOWN = builder().build();

    private final Surroundings surroundings;

    private TriggerContext(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** {@return a context of KEDA 2.21 in which nothing else is known} */
    public static TriggerContext unknown() {
        return UNKNOWN;
    }

    /** {@return a builder of a context in which only the release, KEDA 2.21, is known} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the release of KEDA that the trigger is for} */
    public KedaVersion version() {
        return surroundings.version();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Collects what is known about a context. */
    public static final class Builder {

        private KedaVersion version = KedaVersion.latest();
        private @Nullable TriggerAuthenticationSpec specification;
        private @Nullable Map<String, @Nullable String> parameters;
        private @Nullable String podIdentity;
        private @Nullable Map<String, @Nullable String> environment;
        private Truth readByFormula = Truth.UNKNOWN;
        private Truth inScaledJob = Truth.UNKNOWN;
        private Truth onlyTrigger = Truth.UNKNOWN;
        private @Nullable String namespace;

        private Builder() {}

        /**
         * Sets the release of KEDA that the trigger is for.
         *
         * @param newVersion the release; defaults to {@link KedaVersion#V2_21}
         * @return this
         */
        public Builder version(KedaVersion newVersion) {
            version = requireNonNull(newVersion, "version");
            return this;
        }

        /**
         * States that there is no authentication and no pod identity.
         *
         * @return this
         */
        public Builder withoutAuthentication() {
            specification = null;
            parameters = Map.of();
            podIdentity = Surroundings.NO_IDENTITY;
            return this;
        }

        /**
         * Sets the authentication that the trigger refers to. Its parameters are then known, and if the container's
         * environment is known, so are the values that come from it; other values stay unknown.
         *
         * @param newSpecification the specification of a TriggerAuthentication or ClusterTriggerAuthentication
         * @return this
         */
        public Builder authentication(TriggerAuthenticationSpec newSpecification) {
            specification = requireNonNull(newSpecification, "specification");
            return this;
        }

        /**
         * Sets the values that the authentication provides, from any source.
         *
         * @param values the values by parameter; null for a parameter that is given but whose value is unknown
         * @return this
         */
        public Builder authenticationParameters(Map<String, @Nullable String> values) {
            parameters = copy(values);
            return this;
        }

        /**
         * Sets the provider of the authentication's pod identity.
         *
         * @param provider {@link PodIdentityProvider#NONE} if there is none
         * @return this
         */
        public Builder podIdentity(PodIdentityProvider provider) {
            podIdentity = provider.value().isEmpty() ? Surroundings.NO_IDENTITY : provider.value();
            return this;
        }

        /**
         * Sets the environment of the scaled container.
         *
         * @param variables the values by name; null for a variable that is set but whose value is unknown
         * @return this
         */
        public Builder environment(Map<String, @Nullable String> variables) {
            environment = copy(variables);
            return this;
        }

        /**
         * Sets whether a formula of scaling modifiers, and not the autoscaler, reads the trigger.
         *
         * @param isRead true if a formula reads it
         * @return this
         */
        public Builder readByFormula(boolean isRead) {
            readByFormula = Truth.of(isRead);
            return this;
        }

        /**
         * Sets whether the trigger belongs to a ScaledJob.
         *
         * @param isJob true for a ScaledJob, false for a ScaledObject
         * @return this
         */
        public Builder inScaledJob(boolean isJob) {
            inScaledJob = Truth.of(isJob);
            return this;
        }

        /**
         * Sets whether the object has no other trigger: KEDA refuses a ScaledObject whose triggers make no metric.
         *
         * @param isOnly true if there is no other trigger
         * @return this
         */
        public Builder onlyTrigger(boolean isOnly) {
            onlyTrigger = Truth.of(isOnly);
            return this;
        }

        /**
         * Sets the namespace of the object that the trigger belongs to; it becomes part of some metrics' names.
         *
         * @param newNamespace the name of the namespace
         * @return this
         */
        public Builder namespace(String newNamespace) {
            namespace = requireNonNull(newNamespace, "namespace");
            return this;
        }

        /** {@return the context} */
        public TriggerContext build() {
            return new TriggerContext(new Surroundings(
                    version,
                    authentication(),
                    podIdentity(),
                    environment,
                    readByFormula,
                    inScaledJob,
                    onlyTrigger,
                    namespace));
        }

        private static Map<String, @Nullable String> copy(Map<String, @Nullable String> values) {
            return values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        private @Nullable Map<String, @Nullable String> authentication() {
            if (specification == null) {
                return parameters;
            }
            Map<String, @Nullable String> given = AuthenticationContents.of(specification, environment);
            if (given != null && parameters != null) {
                given.putAll(parameters);
            }
            return given;
        }

        private @Nullable String podIdentity() {
            return podIdentity == null && specification != null
                    ? AuthenticationContents.podIdentity(specification)
                    : podIdentity;
        }
    }
}
