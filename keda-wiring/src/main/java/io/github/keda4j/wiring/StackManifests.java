package io.github.keda4j.wiring;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The Kubernetes objects of a stack. */
final class StackManifests {

    private StackManifests() {}

    static List<HasMetadata> of(StackDescription stack) {
        List<HasMetadata> manifests = new ArrayList<>();
        manifests.add(stack.serviceAccount());
        manifests.add(stack.workload());
        authenticationNames(stack).forEach(name -> manifests.add(authentication(name, stack)));
        manifests.add(stack.scaledObject());
        return List.copyOf(manifests);
    }

    /** Names of the TriggerAuthentications that the stack makes, without repetition, in the order of the triggers. */
    static List<String> authenticationNames(StackDescription stack) {
        return stack.awsTriggers().stream()
                .map(ScaleTriggers::getAuthenticationRef)
                .filter(Objects::nonNull)
                .map(reference -> Objects.requireNonNullElse(reference.getName(), ""))
                .distinct()
                .toList();
    }

    private static TriggerAuthentication authentication(String name, StackDescription stack) {
        AuthPodIdentity podIdentity = new AuthPodIdentity();
        podIdentity.setProvider(PodIdentityProvider.AWS);
        if (stack.chains()) {
            podIdentity.setRoleArn(stack.scalerRole().arn(stack.cluster()));
        }
        if (stack.identity() instanceof ScalerIdentity.NamedRole named) {
            podIdentity.setExternalID(named.externalId().orElse(null));
        }
        return new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withNamespace(stack.scaledObject().getMetadata().getNamespace())
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withPodIdentity(podIdentity)
                .endSpec()
                .build();
    }
}
