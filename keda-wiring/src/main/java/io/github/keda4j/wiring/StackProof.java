package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.path.AccessPath;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.wiring.KedaIdentity.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks the chains that a stack needs, on the policies that it describes. */
final class StackProof {

    /** The provisioner marks the roles that it writes with these tags, in addition to the described ones. */
    private static final RequestContext TAGS_OF_PROVISIONER = RequestContext.empty()
            .withUnknown("aws:PrincipalTag/managed-by")
            .withUnknown("aws:ResourceTag/managed-by")
            .withUnknown("iam:ResourceTag/managed-by")
            .withUnknown("aws:PrincipalTag/keda4j/*")
            .withUnknown("aws:ResourceTag/keda4j/*")
            .withUnknown("iam:ResourceTag/keda4j/*");

    private final StackDescription stack;
    private final List<RoleDefinition> roles;

    private StackProof(StackPlan plan, List<RoleDefinition> roles) {
        this.stack = plan.stack();
        this.roles = roles;
    }

    /** The target of a chain, and its region: KEDA calls STS in the region that the trigger names. */
    private record Chain(KedaIdentity identity, Optional<String> region) {}

    static Proof of(StackPlan plan, List<RoleDefinition> roles) {
        StackProof proof = new StackProof(plan, roles);
        Map<Chain, List<KedaCall>> chains = new LinkedHashMap<>();
        for (KedaCall call : plan.calls()) {
            chains.computeIfAbsent(new Chain(call.identity(), call.access().region()), chain -> new ArrayList<>())
                    .add(call);
        }
        List<AccessPath> paths = new ArrayList<>();
        chains.forEach((chain, calls) -> paths.add(proof.ofOperator(chain, calls)));
        plan.stack().access().document().ifPresent(document -> paths.add(proof.ofWorkload(document)));
        return new Proof(paths);
    }

    /**
     * The path that KEDA takes. If it is open whether KEDA gets the role by its token, it may take either of two, and the
     * verdict holds for both.
     */
    private AccessPath ofOperator(Chain chain, List<KedaCall> calls) {
        AccessPath.Builder token = direct(chain);
        if (token == null) {
            AccessPath byRoles = byRoles(chain, calls, operator());
            return byRoles.denied().isPresent() && mayTrustToken(chain) ? byUnknownTrust(chain, calls) : byRoles;
        }
        calls.forEach(call -> make(call, token));
        AccessPath direct = token.build();
        Hop first = direct.hops().get(0);
        if (first.verdict() != Verdict.DEPENDS) {
            return direct;
        }
        AccessPath byRoles = byRoles(chain, calls, operator());
        Hop denied = direct.denied().orElse(null);
        if (denied != null) {
            return byRoles.denied().isPresent()
                    ? direct
                    : byRoles(chain, calls, operator().undecided(first.to(), onToken(first, denied)));
        }
        boolean onlyFirst = direct.hops().stream().skip(1).allMatch(hop -> hop.verdict() == Verdict.ALLOWED);
        return onlyFirst && byRoles.isAllowed() ? byRoles : direct;
    }

    /** The role that KEDA first tries to get with its own token; null if it does not try. */
    private KedaIdentity.@Nullable Assumed byToken(Chain chain) {
        return stack.operator().oidcProviderArn().isPresent()
                        && chain.identity() instanceof KedaIdentity.Assumed assumed
                        && assumed.way() != Way.BY_ROLE
                ? assumed
                : null;
    }

    /** Whether KEDA tries its token for a role whose trust policy was not given. */
    private boolean mayTrustToken(Chain chain) {
        KedaIdentity.Assumed assumed = byToken(chain);
        return assumed != null && known(assumed.role()).isEmpty();
    }

    /** The path to a role whose policies were not given: it may trust the token, whatever the operator's role can do. */
    private AccessPath byUnknownTrust(Chain chain, List<KedaCall> calls) {
        AccessPath.Builder path = operator();
        chain.region().ifPresent(path::region);
        path.unknownRole(((KedaIdentity.Assumed) chain.identity()).role().arn(stack.cluster()));
        calls.forEach(call -> make(call, path));
        return path.build();
    }

    /** Why it matters that KEDA may get a role by its token: then a later step is denied. */
    private static String onToken(Hop first, Hop denied) {
        return "KEDA tries its own token first, and it is open whether that works: " + first.explanation()
                + "; if it does, " + denied.to() + " is denied: " + denied.explanation() + "; fix: " + denied.fix();
    }

    /**
     * The path by the operator's role, whose session assumes the target of the chain.
     *
     * @param path begins at the operator's pod
     */
    private AccessPath byRoles(Chain chain, List<KedaCall> calls, AccessPath.Builder path) {
        KedaOperator operator = stack.operator();
        if (!(chain.identity() instanceof KedaIdentity.Unknown)) {
            chain.region().ifPresent(path::region);
            operator.oidcProviderArn()
                    .ifPresentOrElse(
                            provider -> hop(path, operator.role(), role -> path.webIdentity(provider, role)),
                            () -> hop(path, operator.role(), role -> path.role(role, operator.sessionTags(), null)));
        }
        if (chain.identity() instanceof KedaIdentity.Assumed assumed) {
            RoleAssumption.Request request = new RoleAssumption.Request(
                    assumed.way().sessionName(), assumed.externalId(), SessionTags.none(), null);
            hop(path, assumed.role(), role -> path.assume(role, request));
        }
        calls.forEach(call -> make(call, path));
        return path.build();
    }

    /**
     * The path to a role with the operator's own token, which KEDA tries first if it has one
     * ({@code aws_config_cache.go}); null if it does not use it, or if the role does not trust the token. In that case
     * KEDA assumes the role with the operator's credentials.
     */
    private AccessPath.@Nullable Builder direct(Chain chain) {
        KedaIdentity.Assumed assumed = byToken(chain);
        if (assumed == null) {
            return null;
        }
        RolePolicies role = known(assumed.role()).orElse(null);
        if (role == null) {
            return null;
        }
        AccessPath.Builder path = operator();
        chain.region().ifPresent(path::region);
        String provider = stack.operator().providerFor(role.arn()).orElseThrow();
        if (path.webIdentity(provider, role, assumed.way().sessionName())
                .build()
                .denied()
                .isPresent()) {
            return null;
        }
        if (!permissionsAreKnown(assumed.role())) {
            path.unknownPermissions();
        }
        return path;
    }

    private static void make(KedaCall call, AccessPath.Builder path) {
        String unknown = call.unknown();
        if (unknown != null) {
            path.undecided(call.description(), unknown);
            return;
        }
        Permissions.Builder needed = Permissions.builder();
        if (call.grant(needed)) {
            path.actAll(needed.build().document());
            String key = call.unknownKey();
            if (key != null) {
                path.undecided("kms:Decrypt", key);
            }
        } else {
            path.undecided(call.description(), "it is unknown which resource KEDA reads");
        }
    }

    private AccessPath ofWorkload(PolicyDocument needed) {
        var serviceAccount = stack.serviceAccount().getMetadata();
        AccessPath.Builder path = start(serviceAccount.getNamespace(), serviceAccount.getName());
        hop(path, stack.workloadRole(), role -> path.role(role, true, null));
        return path.actAll(needed).build();
    }

    private AccessPath.Builder operator() {
        return start(stack.operator().namespace(), stack.operator().serviceAccount());
    }

    private AccessPath.Builder start(String namespace, String serviceAccount) {
        AccessPath.Builder path =
                AccessPath.of(PodIdentity.anyPodOf(stack.cluster().arn(), namespace, serviceAccount));
        stack.resourcePolicies().forEach(path::resourcePolicy);
        return path.setting(TAGS_OF_PROVISIONER);
    }

    private void hop(AccessPath.Builder path, IamRole role, Consumer<RolePolicies> decide) {
        known(role).ifPresentOrElse(decide, () -> path.unknownRole(role.arn(stack.cluster())));
        if (!permissionsAreKnown(role)) {
            path.unknownPermissions();
        }
    }

    /** A boundary may remove anything that the policies grant. */
    private static boolean permissionsAreKnown(IamRole role) {
        if (role instanceof ManagedRole managed) {
            return managed.permissionsBoundary().isEmpty()
                    || managed.boundaryDocument().isPresent();
        }
        return !((ExistingRole) role).permissions().isEmpty();
    }

    private Optional<RolePolicies> known(IamRole role) {
        if (role instanceof ExistingRole existing) {
            return existing.trustPolicy()
                    .map(trust -> new RolePolicies(
                            Arn.parse(existing.arn(stack.cluster())),
                            trust,
                            existing.permissions(),
                            existing.permissionsBoundary().orElse(null),
                            null));
        }
        for (RoleDefinition definition : roles) {
            if (definition.role().name().equals(role.name())) {
                return Optional.of(new RolePolicies(
                        Arn.parse(definition.arn()),
                        definition.trustPolicy(),
                        List.copyOf(definition.inlinePolicies().values()),
                        definition.role().boundaryDocument().orElse(null),
                        definition.role().tags()));
            }
        }
        return Optional.empty();
    }
}
