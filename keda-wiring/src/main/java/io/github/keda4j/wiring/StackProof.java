package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.evaluation.SessionTags;
import io.github.keda4j.podidentity.path.AccessPath;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Walks the chains that a stack needs, on the policies that it describes. */
final class StackProof {

    private final StackDescription stack;
    private final List<RoleDefinition> roles;

    private StackProof(StackDescription stack, List<RoleDefinition> roles) {
        this.stack = stack;
        this.roles = roles;
    }

    static Proof of(StackDescription stack, List<RoleDefinition> roles) {
        StackProof proof = new StackProof(stack, roles);
        List<AccessPath> paths = new ArrayList<>();
        if (stack.needsAws()) {
            paths.add(proof.ofOperator());
        }
        stack.access().document().ifPresent(document -> paths.add(proof.ofWorkload(document)));
        return new Proof(paths);
    }

    private AccessPath ofOperator() {
        KedaOperator operator = stack.operator();
        AccessPath.Builder path = AccessPath.of(
                PodIdentity.anyPodOf(stack.cluster().arn(), operator.namespace(), operator.serviceAccount()));
        region().ifPresent(path::region);
        firstHop(path, operator.role(), operator.sessionTags());
        if (stack.chains()) {
            String externalId = stack.identity() instanceof ScalerIdentity.NamedRole named
                    ? named.externalId().orElse(null)
                    : null;
            RoleAssumption.Request request = new RoleAssumption.Request("KEDA", externalId, SessionTags.none(), null);
            hop(path, stack.scalerRole(), role -> path.assume(role, request));
        }
        Permissions.Builder needed = Permissions.builder();
        stack.awsTriggers().forEach(trigger -> TriggerAccess.grant(trigger, stack.cluster(), needed));
        return path.actAll(needed.build().document()).build();
    }

    private AccessPath ofWorkload(PolicyDocument needed) {
        var serviceAccount = stack.serviceAccount().getMetadata();
        AccessPath.Builder path = AccessPath.of(
                PodIdentity.anyPodOf(stack.cluster().arn(), serviceAccount.getNamespace(), serviceAccount.getName()));
        firstHop(path, stack.workloadRole(), true);
        return path.actAll(needed).build();
    }

    private void firstHop(AccessPath.Builder path, IamRole role, boolean sessionTags) {
        hop(path, role, known -> path.role(known, sessionTags, null));
    }

    private void hop(AccessPath.Builder path, IamRole role, Consumer<RolePolicies> decide) {
        known(role).ifPresentOrElse(decide, () -> path.unknownRole(role.arn(stack.cluster())));
        if (!permissionsAreKnown(role)) {
            path.unknownPermissions();
        }
    }

    /** A boundary may take away whatever the policies grant. */
    private static boolean permissionsAreKnown(IamRole role) {
        if (role instanceof ManagedRole managed) {
            return managed.permissionsBoundary().isEmpty()
                    || managed.boundaryDocument().isPresent();
        }
        return !((ExistingRole) role).permissions().isEmpty();
    }

    /** The region that KEDA's AWS clients work in: that of the triggers, if they have one in common. */
    private Optional<String> region() {
        List<Optional<String>> regions = stack.awsTriggers().stream()
                .map(TriggerAccess::regionOf)
                .distinct()
                .toList();
        return regions.size() == 1 ? regions.get(0) : Optional.empty();
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
        return roles.stream()
                .filter(definition -> definition.role().name().equals(role.name()))
                .map(definition -> new RolePolicies(
                        Arn.parse(definition.arn()),
                        definition.trustPolicy(),
                        List.copyOf(definition.inlinePolicies().values()),
                        definition.role().boundaryDocument().orElse(null),
                        definition.role().tags()))
                .findFirst();
    }
}
