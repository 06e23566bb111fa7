package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.trigger.AwsAccess;
import io.github.keda4j.trigger.TriggerContext;
import io.github.keda4j.trigger.Triggers;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The authentications that the triggers of a stack refer to: given, made here, already existing, or missing. */
final class Authentications {

    private final StackDescription stack;
    private final TriggerAuthenticationSpec pattern;
    private final Map<String, TriggerAuthentication> given = new LinkedHashMap<>();
    private final Map<String, TriggerAuthentication> made = new LinkedHashMap<>();
    private final IdentityHashMap<ScaleTriggers, List<AwsAccess>> accesses = new IdentityHashMap<>();

    private Authentications(StackDescription stack) {
        this.stack = stack;
        this.pattern = new TriggerAuthenticationSpec();
        pattern.setPodIdentity(podIdentity(stack));
    }

    /** The authentication that a trigger refers to. */
    enum Origin {
        /** The trigger has no reference. */
        NONE,
        /** The stack was given the authentication. */
        GIVEN,
        /** The stack makes it, for the scaler's identity. */
        MADE,
        /** It already exists in the cluster, with unknown contents. */
        EXISTING,
        /** There is no authentication of that name. */
        MISSING
    }

    static Authentications of(StackDescription stack) {
        Authentications all = new Authentications(stack);
        for (TriggerAuthentication authentication : stack.authentications()) {
            all.given.put(authentication.getMetadata().getName(), authentication);
        }
        for (ScaleTriggers entry : stack.triggers()) {
            String name = name(entry.getAuthenticationRef());
            if (name != null && all.mayBeMade(entry, name)) {
                List<AwsAccess> asScaler = all.asScaler(entry);
                if (readsAws(entry, asScaler)) {
                    all.made.computeIfAbsent(name, all::make);
                    all.accesses.put(entry, asScaler);
                }
            }
        }
        for (ScaleTriggers entry : stack.triggers()) {
            if (!all.accesses.containsKey(entry)) {
                all.accesses.put(entry, Triggers.awsAccess(entry, all.context(entry)));
            }
        }
        return all;
    }

    /** What KEDA calls in AWS for an entry of the stack's triggers. */
    List<AwsAccess> accesses(ScaleTriggers entry) {
        return accesses.getOrDefault(entry, List.of());
    }

    /**
     * The authentications that the stack creates or includes, in the order of the triggers; those that no trigger
     * refers to come last.
     */
    Map<String, TriggerAuthentication> manifests() {
        Map<String, TriggerAuthentication> manifests = new LinkedHashMap<>();
        for (ScaleTriggers entry : stack.triggers()) {
            TriggerAuthentication one = find(entry.getAuthenticationRef());
            if (one != null) {
                manifests.put(one.getMetadata().getName(), one);
            }
        }
        manifests.putAll(given);
        return manifests;
    }

    /** Whether a trigger refers to an authentication that the stack neither has nor makes. */
    boolean missesAny() {
        return stack.triggers().stream().anyMatch(entry -> origin(entry.getAuthenticationRef()) == Origin.MISSING);
    }

    /** Whether a trigger is read with the scaler's identity. */
    boolean makesAny() {
        return !made.isEmpty();
    }

    Origin origin(@Nullable AuthenticationRef reference) {
        String name = name(reference);
        if (reference == null || name == null) {
            return Origin.NONE;
        }
        if (stack.existing().contains(key(reference))) {
            return Origin.EXISTING;
        }
        if (isOfCluster(reference)) {
            return Origin.MISSING;
        }
        return given.containsKey(name) ? Origin.GIVEN : made.containsKey(name) ? Origin.MADE : Origin.MISSING;
    }

    /** The authentication's specification; null if it is unknown or there is none. */
    @Nullable
    TriggerAuthenticationSpec specification(@Nullable AuthenticationRef reference) {
        TriggerAuthentication one = find(reference);
        return one == null ? null : one.getSpec();
    }

    /** What is known about the context of a trigger. */
    private TriggerContext context(ScaleTriggers entry) {
        TriggerAuthenticationSpec specification = specification(entry.getAuthenticationRef());
        TriggerContext.Builder context = surroundings();
        if (specification != null) {
            context.authentication(specification);
        } else if (origin(entry.getAuthenticationRef()) == Origin.NONE) {
            context.withoutAuthentication();
        }
        return context.build();
    }

    static boolean isOfCluster(AuthenticationRef reference) {
        return AuthenticationRefKind.CLUSTER_TRIGGER_AUTHENTICATION.equals(reference.getKind());
    }

    /** The authentication's kind and name. */
    static String key(AuthenticationRef reference) {
        return (isOfCluster(reference) ? "ClusterTriggerAuthentication " : "TriggerAuthentication ")
                + Objects.requireNonNullElse(reference.getName(), "");
    }

    private @Nullable TriggerAuthentication find(@Nullable AuthenticationRef reference) {
        String name = name(reference);
        return switch (origin(reference)) {
            case GIVEN -> given.get(name);
            case MADE -> made.get(name);
            case NONE, EXISTING, MISSING -> null;
        };
    }

    /** Whether the stack makes the authentication of this name if the trigger reads AWS. */
    private boolean mayBeMade(ScaleTriggers entry, String name) {
        AuthenticationRef reference = Objects.requireNonNull(entry.getAuthenticationRef());
        return !given.containsKey(name)
                && !isOfCluster(reference)
                && !stack.existing().contains(key(reference));
    }

    /**
     * Whether a trigger names no authentication, would certainly read AWS with one of the scaler's identity, and has an
     * error that such an authentication corrects.
     */
    boolean isLacking(ScaleTriggers entry) {
        if (origin(entry.getAuthenticationRef()) != Origin.NONE) {
            return false;
        }
        ScaleTriggers referring = referring(entry, "any");
        return readsAwsAsScaler(referring)
                && !places(referring, surroundings().authentication(pattern).build())
                        .containsAll(places(entry, context(entry)));
    }

    /** The rules and places of a trigger's errors. */
    private static Set<String> places(ScaleTriggers entry, TriggerContext context) {
        return Triggers.check(entry, context).ofSeverity(Severity.ERROR).asList().stream()
                .map(error -> error.rule() + " " + error.pointer())
                .collect(Collectors.toSet());
    }

    /** The trigger with a reference to an authentication. */
    static ScaleTriggers referring(ScaleTriggers entry, String authentication) {
        return new ScaleTriggersBuilder(entry)
                .withNewAuthenticationRef()
                .withName(authentication)
                .endAuthenticationRef()
                .build();
    }

    /** Other mistakes in the entry make no difference, so that they are reported as if it had its authentication. */
    boolean readsAwsAsScaler(ScaleTriggers entry) {
        return readsAws(entry, asScaler(entry));
    }

    /** What KEDA would call in AWS if the trigger named an authentication of the scaler's identity. */
    private List<AwsAccess> asScaler(ScaleTriggers entry) {
        return Triggers.awsAccess(entry, surroundings().authentication(pattern).build());
    }

    private static boolean readsAws(ScaleTriggers entry, List<AwsAccess> asScaler) {
        return asScaler.stream()
                        .anyMatch(access -> access.when() == AwsAccess.When.ALWAYS
                                && access.region().isPresent())
                || Triggers.awsAccess(entry, TriggerContext.unknown()).stream()
                        .anyMatch(access -> access.when() == AwsAccess.When.ALWAYS);
    }

    private TriggerContext.Builder surroundings() {
        TriggerContext.Builder context = TriggerContext.builder().inScaledJob(false);
        if (stack.namespace() != null) {
            context.namespace(stack.namespace());
        }
        stack.environment().ifPresent(context::environment);
        return context;
    }

    private TriggerAuthentication make(String name) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(stack.namespace());
        metadata.setName(name);
        TriggerAuthenticationSpec specification = new TriggerAuthenticationSpec();
        specification.setPodIdentity(podIdentity(stack));
        TriggerAuthentication authentication = new TriggerAuthentication();
        authentication.setMetadata(metadata);
        authentication.setSpec(specification);
        return authentication;
    }

    private static AuthPodIdentity podIdentity(StackDescription stack) {
        AuthPodIdentity identity = new AuthPodIdentity();
        identity.setProvider(PodIdentityProvider.AWS);
        if (!(stack.identity() instanceof ScalerIdentity.OperatorRole)) {
            StackDescription.ifNamed(stack::scalerRole)
                    .ifPresent(role -> identity.setRoleArn(role.arn(stack.cluster())));
        }
        if (stack.identity() instanceof ScalerIdentity.NamedRole named) {
            identity.setExternalID(named.externalId().orElse(null));
        }
        return identity;
    }

    private static @Nullable String name(@Nullable AuthenticationRef reference) {
        return reference == null
                        || reference.getName() == null
                        || reference.getName().isEmpty()
                ? null
                : reference.getName();
    }
}
