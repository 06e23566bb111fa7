package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.model.ObjectReferences;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.Plan.Binding;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.internal.AssociationPlanner;
import io.github.keda4j.provisioner.internal.AssociationPruning;
import io.github.keda4j.provisioner.internal.Clients;
import io.github.keda4j.provisioner.internal.Draft;
import io.github.keda4j.provisioner.internal.KedaRelease;
import io.github.keda4j.provisioner.internal.ObjectPlanner;
import io.github.keda4j.provisioner.internal.Preflight;
import io.github.keda4j.provisioner.internal.RolePlanner;
import io.github.keda4j.provisioner.internal.RoleShare;
import io.github.keda4j.provisioner.internal.Scrubber;
import io.github.keda4j.wiring.EksCluster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what exists with what stacks describe, and plans the writes between the two. Writes nothing. */
final class Planner {

    private final Clients clients;
    private final Set<String> adopted;

    Planner(Clients clients, Set<String> adopted) {
        this.clients = clients;
        this.adopted = adopted;
    }

    /**
     * The result of a comparison.
     *
     * @param binding what the plan is made for
     * @param described the stacks that stay
     * @param concerned the stacks that stay, and the stacks that are removed
     * @param draft the writes, and what rules them out
     * @param scrubber hides values of environment variables and secrets
     */
    record Drafted(Binding binding, Descriptions described, Descriptions concerned, Draft draft, Scrubber scrubber) {

        /** Everything that rules the writes out, one sentence each. */
        List<String> problems() {
            List<String> problems = new ArrayList<>(draft.problems());
            problems.addAll(draft.foreign());
            problems.replaceAll(scrubber::clean);
            return problems;
        }

        List<String> notes() {
            return draft.notes().stream().map(scrubber::clean).toList();
        }

        /** The plan, unless something rules it out. */
        Plan plan() {
            List<String> problems = problems();
            if (!problems.isEmpty()) {
                throw new ProvisioningException(
                        draft.problems().isEmpty() ? Reason.FOREIGN_OWNER : Reason.PREFLIGHT,
                        String.join("\n", problems));
            }
            return new Plan(binding, described.isEmpty(), concerned, draft.changes(), notes(), scrubber);
        }
    }

    /** Everything that the given stacks describe is kept or created, and everything else of theirs is removed. */
    Drafted draft(Descriptions described, Descriptions concerned) {
        Set<String> secrets = new LinkedHashSet<>();
        Draft draft = new Draft(adopted, concerned.owners());
        if (concerned.isEmpty()) {
            return new Drafted(new Binding("", ""), described, concerned, draft, new Scrubber(secrets));
        }
        EksCluster cluster = concerned.cluster();
        described.checkNames();
        String identity = Guard.hiding(secrets).run("plan", () -> {
            Preflight preflight = new Preflight(clients);
            RolePlanner roles = new RolePlanner(clients, draft);
            preflight.check(cluster, roles.account(), draft);
            if (!draft.problems().isEmpty()) {
                return "";
            }
            check(preflight, described, draft);
            List<RoleShare> shares = described.roles();
            Map<String, Set<String>> pods = roles.pods(names(concerned.roles()), concerned.existingRoles());
            AssociationPlanner associations = new AssociationPlanner(
                    clients,
                    draft,
                    cluster.name(),
                    concerned.associationNamespaces(),
                    concerned.operatorAccounts(),
                    together(pods.values()));
            AssociationPruning pruning = associations.pruning(associations(described), associations(concerned));
            pods.keySet().retainAll(names(shares));
            pruning.beforeTrustChanges(together(pods.values()));
            shares.forEach(roles::plan);
            preflight.checkRoleQuota(cluster, roles.created(), draft);
            described.associations().forEach(one -> associations.plan(one.association(), one.owners()));
            associations.checkQuota();
            ObjectPlanner objects =
                    new ObjectPlanner(clients, draft, secrets, targets(described), described.authentications());
            described
                    .manifests()
                    .forEach(manifest -> objects.plan(manifest.object(), manifest.scaledByKeda(), manifest.owners()));
            objects.prune(objects(concerned));
            pruning.beforeRolesGo();
            roles.prune(names(shares), trust(concerned), described.existingRoles());
            pruning.finish();
            return preflight.clusterIdentity();
        });
        return new Drafted(new Binding(cluster.arn(), identity), described, concerned, draft, new Scrubber(secrets));
    }

    private void check(Preflight preflight, Descriptions described, Draft draft) {
        preflight.checkNamespaces(described.namespaces(), draft);
        if (!described.isEmpty()) {
            new KedaRelease(clients).check(objects(described), draft);
        }
        if (!described.associations().isEmpty()) {
            preflight.checkAgent(described.cluster(), draft);
        }
    }

    private static List<HasMetadata> objects(Descriptions stacks) {
        return stacks.manifests().stream().map(Descriptions.Manifest::object).toList();
    }

    private static Set<String> targets(Descriptions stacks) {
        Set<String> targets = new TreeSet<>();
        objects(stacks)
                .forEach(object -> targets.add(ObjectReferences.of(object).toString()));
        return targets;
    }

    private static List<PodIdentityAssociation> associations(Descriptions stacks) {
        return stacks.associations().stream()
                .map(Descriptions.Association::association)
                .toList();
    }

    private static Set<String> together(Collection<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<RoleShare> roles) {
        Set<String> names = new TreeSet<>();
        roles.forEach(role -> names.add(role.definition().role().name()));
        return names;
    }

    private static Map<String, PolicyDocument> trust(Descriptions stacks) {
        Map<String, PolicyDocument> trust = new TreeMap<>();
        stacks.roles()
                .forEach(role -> trust.put(
                        role.definition().role().name(), role.definition().trustPolicy()));
        return trust;
    }

    /** Refuses a cluster or an account other than the one that a plan was made for. */
    void checkBinding(Plan plan) {
        Draft draft = new Draft(adopted, Set.of());
        Preflight preflight = new Preflight(clients);
        EksCluster cluster = EksCluster.parse(plan.binding().cluster());
        preflight.check(cluster, new RolePlanner(clients, draft).account(), draft);
        String identity = plan.binding().identity();
        if (draft.problems().isEmpty() && !identity.isEmpty() && !identity.equals(preflight.clusterIdentity())) {
            draft.refuse("The plan was made with a Kubernetes client for a different cluster.");
        }
        if (!draft.problems().isEmpty()) {
            throw new ProvisioningException(Reason.PREFLIGHT, String.join("\n", draft.problems()));
        }
    }
}
