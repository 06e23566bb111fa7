package io.github.keda4j.wiring;

import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.trigger.AwsAccess;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.wiring.KedaIdentity.Way;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls that KEDA makes in AWS for a stack, and the credentials that it uses, both for its triggers and for the
 * secrets of their authentications. Source of the rules: KEDA 2.21, {@code pkg/scaling/resolver} and
 * {@code pkg/scalers/aws}.
 */
final class KedaCalls {

    private static final String ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";
    private static final Set<String> TRIGGERS_OWNER = Set.of("", "pod");

    private final StackDescription stack;
    private final Authentications authentications;
    private final OtherAccounts others;
    private final Set<KedaCall> calls = new LinkedHashSet<>();

    private KedaCalls(StackDescription stack, Authentications authentications) {
        this.stack = stack;
        this.authentications = authentications;
        this.others = new OtherAccounts(stack);
    }

    /** Each call once, in the order of the triggers. */
    static List<KedaCall> of(StackDescription stack, Authentications authentications) {
        KedaCalls all = new KedaCalls(stack, authentications);
        stack.triggers().forEach(all::add);
        authentications.manifests().values().forEach(one -> all.addSecrets(one.getSpec()));
        return List.copyOf(all.calls);
    }

    /** The calls that KEDA makes for one of the triggers. */
    static List<KedaCall> of(StackDescription stack, Authentications authentications, ScaleTriggers entry) {
        KedaCalls all = new KedaCalls(stack, authentications);
        all.add(entry);
        return List.copyOf(all.calls);
    }

    private void add(ScaleTriggers entry) {
        List<AwsAccess> accesses = authentications.accesses(entry);
        if (!accesses.isEmpty()) {
            KedaIdentity identity = identity(entry);
            String endpoint = metadata(entry).get("awsEndpoint");
            for (AwsAccess access : accesses) {
                List<TriggerSource> named = TriggerSource.of(entry, access, stack.sources());
                add(
                        identity,
                        named.isEmpty() ? access : named.get(0).complete(access),
                        endpoint == null || endpoint.isEmpty() ? null : endpoint);
            }
        }
    }

    private void addSecrets(@Nullable TriggerAuthenticationSpec specification) {
        if (specification == null || specification.getAwsSecretManager() == null) {
            return;
        }
        AuthPodIdentity podIdentity = specification.getAwsSecretManager().getPodIdentity();
        KedaIdentity identity = podIdentity != null && PodIdentityProvider.AWS.equals(podIdentity.getProvider())
                ? ofProviderAws(podIdentity, null)
                : new KedaIdentity.Unknown("awsSecretManager is read with access keys");
        for (AwsAccess access : Triggers.awsAccess(specification)) {
            add(identity, access.inRegion(stack.cluster().region()), null);
        }
    }

    private void add(KedaIdentity identity, AwsAccess access, @Nullable String endpoint) {
        String account =
                stack.accountOf(role(identity).orElseGet(() -> stack.operator().role()));
        boolean assumed = access.account().isEmpty() && !(identity instanceof KedaIdentity.Unknown);
        String rival = assumed ? others.rivalOf(access, account).orElse(null) : null;
        calls.add(new KedaCall(identity, access, account, keyOf(access), rival, endpoint));
    }

    private @Nullable String keyOf(AwsAccess access) {
        return stack.secretKeys().entrySet().stream()
                .filter(entry -> AwsAccess.ofSecret(entry.getKey()).isOfSameSecret(access))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    static Optional<IamRole> role(KedaIdentity identity) {
        return identity instanceof KedaIdentity.Assumed assumed ? Optional.of(assumed.role()) : Optional.empty();
    }

    private KedaIdentity identity(ScaleTriggers entry) {
        AuthenticationRef reference = entry.getAuthenticationRef();
        TriggerAuthenticationSpec specification = authentications.specification(reference);
        if (specification == null
                && reference != null
                && authentications.origin(reference) != Authentications.Origin.NONE) {
            return new KedaIdentity.Unknown(Authentications.key(reference) + " was not given");
        }
        AuthPodIdentity podIdentity = specification == null ? null : specification.getPodIdentity();
        PodIdentityProvider provider = podIdentity == null ? null : podIdentity.getProvider();
        if (podIdentity != null && PodIdentityProvider.AWS.equals(provider)) {
            return ofProviderAws(podIdentity, podIdentity.getExternalID());
        }
        boolean ofPod = TRIGGERS_OWNER.contains(
                Objects.requireNonNullElse(metadata(entry).get("identityOwner"), ""));
        if (!ofPod) {
            return new KedaIdentity.Operator();
        }
        return PodIdentityProvider.AWS_EKS.equals(provider)
                ? ofWorkload(Way.BY_ROLE)
                : new KedaIdentity.Unknown("KEDA reads it with a role or access keys that are not known here");
    }

    private static Map<String, String> metadata(ScaleTriggers entry) {
        return entry.getMetadata() == null ? Map.of() : entry.getMetadata();
    }

    private KedaIdentity ofProviderAws(AuthPodIdentity identity, @Nullable String externalId) {
        String roleArn = identity.getRoleArn();
        if (roleArn != null && !roleArn.isEmpty()) {
            return assumed(roleArn, externalId, Way.BY_TOKEN_OR_ROLE);
        }
        return IdentityOwner.WORKLOAD.equals(identity.getIdentityOwner())
                ? ofWorkload(Way.BY_TOKEN_OR_ROLE)
                : new KedaIdentity.Operator();
    }

    /** KEDA looks for the IRSA annotation; it does not support EKS Pod Identity here. */
    private KedaIdentity ofWorkload(Way way) {
        Map<String, String> annotations = stack.serviceAccount().getMetadata().getAnnotations();
        String arn = annotations == null ? null : annotations.get(ROLE_ANNOTATION);
        return arn == null
                ? new KedaIdentity.Unknown(
                        "KEDA takes the workload's role from the annotation " + ROLE_ANNOTATION + ", which is missing")
                : assumed(arn, null, way);
    }

    /** KEDA sends no empty external id. */
    private KedaIdentity assumed(String roleArn, @Nullable String givenId, Way way) {
        String externalId = "".equals(givenId) ? null : givenId;
        for (List<? extends IamRole> roles : List.of(stack.describedRoles(), stack.existingRoles())) {
            for (IamRole role : roles) {
                if (role.arn(stack.cluster()).equals(roleArn)) {
                    return new KedaIdentity.Assumed(role, externalId, way);
                }
            }
        }
        try {
            return new KedaIdentity.Assumed(IamRole.existing(roleArn), externalId, way);
        } catch (IllegalArgumentException notAnArn) {
            return new KedaIdentity.Unknown("\"" + roleArn + "\" is not the ARN of a role");
        }
    }
}
