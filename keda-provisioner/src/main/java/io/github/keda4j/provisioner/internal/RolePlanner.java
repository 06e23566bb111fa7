package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.Change.Action;
import io.github.keda4j.provisioner.ProvisioningException;
import io.github.keda4j.wiring.ManagedRole;
import io.github.keda4j.wiring.RoleDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** Compares the roles that a stack describes with what IAM has. */
public final class RolePlanner {

    /** The tag that marks a role as made here. */
    public static final String MANAGED_BY = "managed-by";

    private static final String US = "keda4j";

    private final IamClient iam;

    /**
     * A planner that reads through the given client.
     *
     * @param iam only read from
     */
    public RolePlanner(IamClient iam) {
        this.iam = iam;
    }

    /**
     * What needs to be written for the role to be as described. A role that was not made here keeps the trust statements
     * that were not described; one that was made here has exactly what is described. Inline policies of other names are
     * left alone either way, since several stacks may share a role.
     *
     * @param described the role
     * @return in the order in which to write
     */
    public List<ExecutableChange> plan(RoleDefinition described) {
        Optional<Role> live = find(described.role().name());
        List<ExecutableChange> changes = new ArrayList<>();
        if (live.isEmpty()) {
            changes.add(
                    new RoleChange.Create(described, withMark(described.role().tags())));
        } else {
            changes.addAll(changesOf(described, live.get()));
        }
        described
                .inlinePolicies()
                .forEach((name, policy) -> planInlinePolicy(described.role().name(), name, policy, live.isPresent())
                        .ifPresent(changes::add));
        return changes;
    }

    /**
     * What needs to be written for a role that is there to be as described, its inline policies aside.
     *
     * @param described the role
     * @return empty where there is no such role
     */
    Optional<List<ExecutableChange>> differences(RoleDefinition described) {
        return find(described.role().name()).map(live -> changesOf(described, live));
    }

    /**
     * What needs to be written for the role to be gone, or, where others have a share in it, for this description's share to
     * be gone.
     *
     * @param described the role
     * @return in the order in which to write
     */
    public Removal planRemoval(RoleDefinition described) {
        String name = described.role().name();
        Optional<Role> live = find(name);
        if (live.isEmpty()) {
            return new Removal(List.of(), true);
        }
        Set<String> present = inlinePolicyNames(name);
        List<ExecutableChange> changes = new ArrayList<>();
        described.inlinePolicies().keySet().stream()
                .filter(present::remove)
                .forEach(policy -> changes.add(new RoleChange.DeletePolicy(name, policy)));
        boolean nobodyElses = present.isEmpty()
                && iam.listAttachedRolePoliciesPaginator(list -> list.roleName(name)).attachedPolicies().stream()
                        .findAny()
                        .isEmpty();
        boolean goes = nobodyElses && isOurs(live.get());
        if (goes) {
            changes.add(new RoleChange.Delete(name));
        }
        return new Removal(changes, goes);
    }

    /**
     * The end of a role.
     *
     * @param changes in the order in which to write
     * @param complete whether the role itself goes; not where another stack has policies in it or it was not made here
     */
    public record Removal(List<ExecutableChange> changes, boolean complete) {}

    private List<ExecutableChange> changesOf(RoleDefinition described, Role live) {
        ManagedRole role = described.role();
        if (!role.path().equals(live.path())) {
            throw new ProvisioningException("IAM role " + role.name() + " is there with path " + live.path()
                    + ", the stack describes path " + role.path()
                    + "; IAM cannot move a role: describe the path it has, or another name");
        }
        refuseOtherAccount(described, live.arn());
        List<ExecutableChange> changes = new ArrayList<>();
        PolicyDocument present = PolicyDocument.parseUrlEncoded(live.assumeRolePolicyDocument());
        if (isOurs(live)) {
            refuseOtherClusters(described, present);
        }
        PolicyDocument wanted =
                isOurs(live) ? described.trustPolicy() : PolicyMerge.upsert(present, described.trustPolicy());
        if (!wanted.equals(present)) {
            changes.add(
                    new RoleChange.UpdateTrust(role.name(), wanted.toJson(), PolicyMerge.differences(present, wanted)));
        }
        Map<String, String> missing = new HashMap<>(isOurs(live) ? withMark(role.tags()) : role.tags());
        missing.entrySet().removeAll(tagsOf(live).entrySet());
        if (!missing.isEmpty()) {
            changes.add(new RoleChange.SetTags(role.name(), Map.copyOf(missing)));
        }
        planBoundary(role, live).ifPresent(changes::add);
        return changes;
    }

    /** A client with the credentials of another account finds, and makes, a role of the same name there. */
    static void refuseOtherAccount(RoleDefinition described, String found) {
        if (!described.arn().equals(found)) {
            throw new ProvisioningException("the IAM client is for another account than the stack: it found " + found
                    + ", the stack describes " + described.arn());
        }
    }

    /** Two clusters whose stacks give a role the same name would take it from each other with every apply. */
    private static void refuseOtherClusters(RoleDefinition described, PolicyDocument present) {
        Set<String> wanted = clustersIn(described.trustPolicy());
        Set<String> others = clustersIn(present);
        others.removeAll(wanted);
        if (!others.isEmpty() && !wanted.isEmpty()) {
            throw new ProvisioningException(
                    "IAM role " + described.role().name() + " is there for pods of "
                            + String.join(", ", others) + ", the stack describes it for " + String.join(", ", wanted)
                            + "; give the role of each cluster a name of its own, or destroy the stacks of the other cluster first");
        }
    }

    private static Set<String> clustersIn(PolicyDocument trust) {
        return trust.statements().stream()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> condition.key().equalsIgnoreCase("aws:RequestTag/eks-cluster-arn"))
                .flatMap(condition -> condition.values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<ExecutableChange> planBoundary(ManagedRole role, Role live) {
        String present = live.permissionsBoundary() == null
                ? null
                : live.permissionsBoundary().permissionsBoundaryArn();
        String wanted = role.permissionsBoundary().orElse(null);
        // A boundary that nobody described may be an organisation's own: only a role made here has exactly what is
        // described.
        if (Objects.equals(present, wanted) || (wanted == null && !isOurs(live))) {
            return Optional.empty();
        }
        return Optional.of(new RoleChange.SetBoundary(role.name(), wanted, List.of(present + " -> " + wanted)));
    }

    private Optional<ExecutableChange> planInlinePolicy(
            String roleName, String policyName, PolicyDocument wanted, boolean roleIsThere) {
        Optional<PolicyDocument> present = roleIsThere ? inlinePolicy(roleName, policyName) : Optional.empty();
        if (present.isEmpty()) {
            return Optional.of(new RoleChange.PutPolicy(
                    roleName, policyName, wanted.toJson(), Action.CREATE, List.of(wanted.toJson())));
        }
        return present.get().equals(wanted)
                ? Optional.empty()
                : Optional.of(new RoleChange.PutPolicy(
                        roleName,
                        policyName,
                        wanted.toJson(),
                        Action.UPDATE,
                        PolicyMerge.differences(present.get(), wanted)));
    }

    private Optional<Role> find(String name) {
        try {
            return Optional.of(iam.getRole(role -> role.roleName(name)).role());
        } catch (NoSuchEntityException absent) {
            return Optional.empty();
        }
    }

    private Optional<PolicyDocument> inlinePolicy(String roleName, String policyName) {
        try {
            return Optional.of(PolicyDocument.parseUrlEncoded(
                    iam.getRolePolicy(get -> get.roleName(roleName).policyName(policyName))
                            .policyDocument()));
        } catch (NoSuchEntityException absent) {
            return Optional.empty();
        }
    }

    private Set<String> inlinePolicyNames(String roleName) {
        return new HashSet<>(iam.listRolePoliciesPaginator(list -> list.roleName(roleName)).policyNames().stream()
                .toList());
    }

    private static boolean isOurs(Role live) {
        return US.equals(tagsOf(live).get(MANAGED_BY));
    }

    private static Map<String, String> tagsOf(Role role) {
        return role.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static Map<String, String> withMark(Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(tags);
        all.put(MANAGED_BY, US);
        return Map.copyOf(all);
    }
}
